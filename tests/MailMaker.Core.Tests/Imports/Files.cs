using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

/// <summary>Reads small files as an import does, and says what came out in comparable form.</summary>
internal static class Files
{
    public static ContactList List(KeyKind key = KeyKind.Email, string country = "IT", params ContactField[] fields) =>
        new() { Account = "acme", Name = "news", Key = key, Country = country, Fields = fields };

    public static Task<Result> Read(string text, ContactList? list = null, Encoding? encoding = null, FileMapping? mapping = null) =>
        Read((encoding ?? new UTF8Encoding(false)).GetBytes(text), list, mapping: mapping);

    /// <summary>Reads a file through a stream that gives a few bytes at a time, so that every boundary is met.</summary>
    public static async Task<Result> Read(byte[] bytes, ContactList? list = null, int chunk = int.MaxValue, FileMapping? mapping = null)
    {
        using var stream = new ChunkedStream(bytes, chunk);
        using var reader = await ContactFileReader.OpenAsync(stream, list ?? List(), new ContactFileOptions { Mapping = mapping });
        var rows = new List<Row>();
        var rejects = new List<RejectedRow>();
        var warnings = new List<RejectedRow>();
        if (reader.Refusal.Length == 0)
        {
            while (await reader.ReadAsync())
            {
                if (reader.Outcome == RowOutcome.Rejected)
                    rejects.Add(reader.Rejected);
                else
                    rows.Add(Row.Of(reader.Row));
                warnings.AddRange(reader.Warnings);
            }
        }

        return new Result(reader.Refusal, rows, rejects, warnings, reader.Columns, reader.Encoding, reader.Delimiter, reader.Rows, reader.Sheet);
    }

    public sealed record Result(
        string Refusal, List<Row> Rows, List<RejectedRow> Rejects, List<RejectedRow> Warnings, IReadOnlyList<ImportColumn> Columns, TextKind Encoding, char Delimiter,
        long RowCount, string Sheet);

    public sealed record Row(long Line, ContactId Id, long Hash, string Key, string Fields, string Unread)
    {
        public static Row Of(StagedRow row) => new(row.Line, row.Id, row.Hash, Encoding.UTF8.GetString(row.Key), Encoding.UTF8.GetString(row.Fields), Encoding.UTF8.GetString(row.Unread));

        public string? this[string field] => FieldsJson.ValueOf(Encoding.UTF8.GetBytes(Fields), field);
    }

    internal sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > chunk ? buffer[..chunk] : buffer, cancellationToken);
    }
}
