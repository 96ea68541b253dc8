using MailMaker.Embedded.Functions.Hosting;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>The receipts of one function. Each call is on disk when it completes.</summary>
/// <param name="state">The database.</param>
/// <param name="function">The function.</param>
/// <param name="container">The container: with another one the same names are other blobs.</param>
internal sealed class BlobReceipts(HostState state, string function, string container)
{
    private readonly string prefix = container + "/";

    /// <summary>All receipts by blob name.</summary>
    public Dictionary<string, BlobReceipt> Load() => state.Store.Read(session =>
    {
        var receipts = new Dictionary<string, BlobReceipt>(StringComparer.Ordinal);
        using var reader = session.Command("SELECT blob, etag, outcome, tries FROM receipts WHERE function = $1", function).ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(0) is var blob && blob.StartsWith(prefix, StringComparison.Ordinal))
                receipts[blob[prefix.Length..]] = new BlobReceipt(reader.GetString(1), (BlobOutcome)reader.GetInt32(2), reader.GetInt32(3));
        }

        return receipts;
    });

    /// <summary>Keeps the receipt of a blob in place of an earlier one.</summary>
    public Task SaveAsync(string blob, BlobReceipt receipt) => state.Store.WriteAsync(session => session.Execute(
        "INSERT OR REPLACE INTO receipts (function, blob, etag, outcome, tries) VALUES ($1, $2, $3, $4, $5)",
        function, prefix + blob, receipt.ETag, (int)receipt.Outcome, receipt.Tries));

    /// <summary>Forgets blobs that are gone.</summary>
    public Task ForgetAsync(IReadOnlyList<string> blobs) => state.Store.WriteAsync(session =>
    {
        foreach (var blob in blobs)
            session.Execute("DELETE FROM receipts WHERE function = $1 AND blob = $2", function, prefix + blob);
        return blobs.Count;
    });
}
