using System.Text.Json;
using MailMaker.Core.Segments;
using MailMaker.Core.Tests.Segments;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Filters as clients send them; what is read is written, read again, compiled, and asked of contacts.</summary>
public sealed class SegmentFuzz : FuzzTarget
{
    private static readonly byte[] Contact = """{"email":"a@b.it","birthDate":"1988-02-29","city":"Citt\u00e0 Roma","Points":"3.5","since":"2027-02-25","member":"true","size":"M"}"""u8.ToArray();

    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "{", "}", "[", "]", ":", ",", "\"and\"", "\"or\"", "\"not\"", "\"field\"", "\"city\"", "\"points\"", "\"since\"", "\"member\"", "\"equals\"", "\"in\"", "\"empty\"", "\"<\"", "\">=\"",
        "\"between\"", "\"inPastDays\"", "\"anniversaryInNextDays\"", "true", "null", "0", "-1", "1e400", "36500", "79228162514264337593543950335", "0.0000000000000000000000000001", "\"\\ud800\"", "\"2027-02-29\"",
        "\"9999-12-31\"", "\"0001-01-01\"", "한", "{\"not\":", "{\"and\":[");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        """{"and": [{"field": "city", "in": ["Milano", "Roma"]}, {"field": "points", ">=": 2}, {"field": "birthDate", "anniversaryInNextDays": 7}]}""",
        """{"or": [{"not": {"field": "member", "equals": true}}, {"field": "since", "between": ["2026-01-01", "2027-12-31"]}, {"field": "points", "empty": true}]}""",
        """{"field": "since", "inNextDays": 36500}""");

    public override void Run(byte[] input)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(input);
        }
        catch (JsonException)
        {
            return;
        }

        using (document)
        {
            var read = SegmentReader.Read(document.RootElement, "/filter");
            Assert.Equal(read.Value is null, read.Problems.Count > 0);
            Assert.True(read.Problems.Count <= SegmentReader.MostProblems + 1);
            if (read.Value is not { } expression)
                return;
            Assert.Equal(expression, SegmentCases.Read(SegmentCases.Write(expression)).Value);
            SegmentCompiler.Compile(expression, SegmentCases.List, SegmentCases.Today, "").Value?.Matches(Contact);
        }
    }
}
