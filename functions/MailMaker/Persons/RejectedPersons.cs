using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Persons;

/// <summary>
/// Takes a person out of the CSV files that tell a client about its imports: rejects, differences, what could not be undone. Rows that write the person in another
/// form than the canonical one are not found by it; these files are removed after 30 days anyway.
/// </summary>
public sealed class RejectedPersons(BlobServiceClient storage)
{
    private readonly BlobContainerClient reports = storage.GetBlobContainerClient(ImportBlobs.Reports);

    /// <summary>Removes the rows.</summary>
    /// <param name="list">The list.</param>
    /// <param name="values">Key and addresses in canonical form.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(ContactList list, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var blob in reports.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{list.Account}/{list.Name}/", cancellationToken))
        {
            if (blob.Name.EndsWith(".csv", StringComparison.Ordinal))
                names.Add(blob.Name);
        }

        var removed = 0;
        foreach (var name in names)
            removed += await RemoveAsync(reports.GetBlobClient(name), values, cancellationToken);
        return removed;
    }

    private static async Task<int> RemoveAsync(BlobClient blob, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        if (await CountAsync(blob, values, cancellationToken) is 0)
            return 0;
        var removed = 0;
        await using var source = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        using var text = new StreamReader(source, Encoding.UTF8);
        var options = new BlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" } };
        await using var target = await blob.OpenWriteAsync(true, options, cancellationToken);
        await using var rest = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await foreach (var record in CsvRecords.ReadAsync(text, cancellationToken))
        {
            if (CsvRecords.Names(record, values))
                removed++;
            else
                await rest.WriteAsync((record + "\r\n").AsMemory(), cancellationToken);
        }

        return removed;
    }

    // Most files don't name the person, and are only read.
    private static async Task<int> CountAsync(BlobClient blob, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await using var source = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        using var text = new StreamReader(source, Encoding.UTF8);
        var found = 0;
        await foreach (var record in CsvRecords.ReadAsync(text, cancellationToken))
            found += CsvRecords.Names(record, values) ? 1 : 0;
        return found;
    }
}
