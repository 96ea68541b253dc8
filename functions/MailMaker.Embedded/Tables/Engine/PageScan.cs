using Azure.Data.Tables;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Entities;
using MailMaker.Embedded.Tables.Filters;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>Reads one page of a query: a range of keys, only its rows touched, only matching ones decoded.</summary>
internal sealed class PageScan(KeyRange range, EntityDecoder decoder, int top)
{
    /// <summary>
    /// Rows that a page may look at: then it ends, perhaps with nothing found, and the continuation goes on, as the service's pages do
    /// after five seconds. Keeps snapshots short.
    /// </summary>
    private const int RowsPerPage = 20_000;

    /// <summary>The entities found.</summary>
    public List<TableEntity> Found { get; } = new(Math.Min(top, 128));

    /// <summary>The key at which the next page begins; null when the range is read to its end.</summary>
    public byte[]? Next { get; private set; }

    /// <summary>Reads the page in one snapshot.</summary>
    public PageScan Run(SqliteSession session)
    {
        var rows = session.Statement("SELECT key, at, body FROM entities WHERE key >= ? AND key < ? ORDER BY key");
        rows.Bind(1, range.From);
        rows.Bind(2, range.To);
        try
        {
            for (var seen = 0; rows.Step(); seen++)
            {
                if (Found.Count == top || seen == RowsPerPage)
                {
                    Next = rows.Blob(0).ToArray();
                    break;
                }

                Take(rows);
            }
        }
        finally
        {
            rows.Reset();
        }

        return this;
    }

    private void Take(SqliteStatement row)
    {
        var key = row.Blob(0);
        var version = row.Int64(1);
        var body = row.Blob(2);
        if (range.Rest is null || range.Rest.Matches(new FilterRow(key, version, body)))
            Found.Add(decoder.Decode(key, version, body));
    }
}
