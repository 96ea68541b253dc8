using System.Buffers;
using MailMaker.Core.Delivery;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery;

/// <summary>Parsers that nobody here wrote must read from our messages what was put into them.</summary>
public sealed class ForeignParserTests
{
    private static readonly OutboundMail[] Mails =
    [
        Mail("Plain words", "Maria Rossi", "Hello.", "<p>Hello.</p>"),
        Mail("안녕하세요, 고객님! 봄 할인 안내", "김영희", "안녕하세요.\n할인입니다.", "<p>안녕하세요. <b>봄</b></p>"),
        Mail("Perché no? È già primavera à la carte", "D’Alò “Gigi” Niccolò", "È così.\r\nCiao", "<p>È così: più & più</p>"),
        Mail("🎉🎉 50% off 👩‍👩‍👧 for you 🎁", "Zoë 🌸", "🎉\n👩‍👩‍👧", "<p>🎉 👩‍👩‍👧</p>"),
        Mail("שלום לך, מבצע", "דוד כהן", "שלום\nעולם", "<p dir=\"rtl\">שלום</p>"),
        Mail("Rossi, Maria \"Mimi\" <maria@evil.example>", "Rossi, Maria \"Mimi\" (capo) \\ <x@evil.example>", "quoted \"text\"", "<p title=\"a=b\">=3D = ==</p>"),
        Mail(string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}")), "A very long display name that does not fit into one line of a header at all", "x", "<p>x</p>"),
        Mail(string.Concat(Enumerable.Repeat("긴제목", 60)), string.Concat(Enumerable.Repeat("이름", 30)), "x", "<p>x</p>"),
        Mail(new string('x', 300), new string('y', 100), "x", "<p>x</p>"),
        Mail("=?utf-8?Q?not_an_encoded_word?=", "=?utf-8?B?eA==?=", "=?x?=", "=?x?="),
        Mail("Long lines", "", new string('z', 1_000) + "\n" + new string('è', 1_000) + "\nend", "<p>" + new string('a', 5_000) + "</p>"),
        Mail("Dots and traps", "A", ".\n..\n.dot\nFrom here\n--boundary\n\n\nend", "<p>.\n.x\nFrom me\n-- \n</p>"),
        Mail("White space  at ends ", " A  B ", "trailing   \n\ttabs\t\n  leading\n\n", "  <p> x </p>  \n"),
        Mail("Only text", "A", "just text, è così\n", ""),
        Mail("Only HTML", "A", "", "<p>just HTML, è così</p>\n"),
        Mail("Bare returns", "A", "one\rtwo\r\nthree\nfour", "<p>한\r한\r\n한\n한</p>"),
    ];

    [Fact]
    public async Task Node_parsers_read_what_was_written()
    {
        using var folder = new TemporaryFolder();

        Hold(await ForeignParsers.NodeAsync(Write(folder.Path)), parsersPerMail: 2);
    }

    [Fact]
    public async Task Pythons_parser_reads_what_was_written_and_finds_no_defect()
    {
        using var folder = new TemporaryFolder();
        var seen = await ForeignParsers.PythonAsync(Write(folder.Path));

        if (seen.Count > 0 || await ChildProcess.ExistsAsync("python3"))
            Hold(seen, parsersPerMail: 1);
    }

    private static void Hold(IReadOnlyList<SeenMail> seen, int parsersPerMail)
    {
        Assert.Equal(Mails.Length * parsersPerMail, seen.Count);
        for (var i = 0; i < seen.Count; i++)
        {
            var (mail, saw) = (Mails[i / parsersPerMail], seen[i]);
            Assert.Equal((saw.Parser, OneLine(mail.Subject)), (saw.Parser, saw.Subject));
            Assert.Equal((saw.Parser, mail.FromName, mail.FromAddress), (saw.Parser, saw.From.Name, InUnicode(saw.From.Address)));
            Assert.Equal((saw.Parser, Name(mail.ToName, saw), mail.ToAddress), (saw.Parser, Name(saw.To.Name, saw), saw.To.Address));
            Assert.Equal((saw.Parser, Body(mail.Text, saw.Text)), (saw.Parser, Lines(saw.Text)));
            Assert.Equal((saw.Parser, Body(mail.Html, saw.Html)), (saw.Parser, Lines(saw.Html)));
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Python up to 3.12 puts a space between the encoded words of a name, where RFC 2047 §6.2 wants none; it does better in a subject.
    private static string Name(string name, SeenMail saw) =>
        saw.Parser == "python" && name.Length > 25 ? name.Replace(" ", "", StringComparison.Ordinal) : OneLine(name);

    // Some parsers show the domain as it is written, some in its own script.
    private static string InUnicode(string address) => address.Replace("@xn--bcher-kva.", "@bücher.", StringComparison.Ordinal);

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    // Parsers may add a line end at the end of a part, or take one; nothing else may differ.
    private static string Body(ReadOnlyMemory<char> written, string seen)
    {
        var (expected, actual) = (Lines(written.ToString()), Lines(seen));
        return expected.TrimEnd('\n') == actual.TrimEnd('\n') && Math.Abs(expected.Length - actual.Length) <= 1 ? actual : expected;
    }

    private static IEnumerable<string> Write(string folder)
    {
        for (var i = 0; i < Mails.Length; i++)
        {
            var octets = new ArrayBufferWriter<byte>();
            Assert.Null(MimeWriter.Write(Mails[i], octets));
            var path = Path.Combine(folder, $"{i:D2}.eml");
            File.WriteAllBytes(path, octets.WrittenSpan.ToArray());
            yield return path;
        }
    }

    private static OutboundMail Mail(string subject, string toName, string text, string html) => new()
    {
        OperationId = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff"),
        Account = "acme",
        Campaign = "spring",
        FromAddress = "news@bücher.example",
        FromName = "Süd & Söhne, \"Laden\"",
        ToAddress = "maria.rossi+x@example.org",
        ToName = toName,
        Subject = subject,
        Text = text.AsMemory(),
        Html = html.AsMemory(),
        ListUnsubscribeUrl = "https://m.example/u/abc",
        Date = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
    };
}
