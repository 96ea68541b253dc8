using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>What imports keep of people beside their contacts: what would undo them, and what their dry runs and reverts reported.</summary>
public sealed class ImportTraces(UndoStore undo, BlobServiceClient storage)
{
    private readonly BlobContainerClient reports = storage.GetBlobContainerClient(ImportBlobs.Reports);

    /// <summary>Forgets an erased person. Call it after the contact's own row is gone.</summary>
    /// <param name="list">The list.</param>
    /// <param name="identities">All that the person went by.</param>
    /// <param name="values">Key and addresses in canonical form.</param>
    /// <param name="cancellationToken">Stops the work; done again it comes to the same.</param>
    public async Task ForgetAsync(
        ContactList list, IReadOnlyList<ContactId> identities, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        foreach (var identity in identities)
            await undo.ForgetAsync(list, identity, cancellationToken);
        var names = new List<string>();
        await foreach (var blob in reports.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{list.Account}/{list.Name}/", cancellationToken))
            names.Add(blob.Name);
        foreach (var name in names.Where(n => n.EndsWith(".difference.json", StringComparison.Ordinal)))
            await RewriteAsync<ImportDifference>(name, d => d.Without(values), cancellationToken);
        foreach (var name in names.Where(n => n.EndsWith(".revert.json", StringComparison.Ordinal)))
            await RewriteAsync<RevertReport>(name, r => r with { Kept = [.. r.Kept.Where(k => !values.Contains(k.Key))] }, cancellationToken);
    }

    private async Task RewriteAsync<T>(string name, Func<T, T> change, CancellationToken cancellationToken)
    {
        var blob = reports.GetBlobClient(name);
        var file = await blob.DownloadContentAsync(cancellationToken);
        var changed = JsonSerializer.SerializeToUtf8Bytes(change(JsonSerializer.Deserialize<T>(file.Value.Content, DefinitionJson.Options)!), DefinitionJson.Options);
        if (changed.AsSpan().SequenceEqual(file.Value.Content))
            return;
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        await blob.UploadAsync(BinaryData.FromBytes(changed), options, cancellationToken);
    }
}
