using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Contacts;

namespace MailMaker.Imports;

/// <summary>
/// Walks a bucket's contacts beside a full file's rows. A contact that was written by a call after the file was registered is newer than the
/// file, and not missing from it.
/// </summary>
public sealed class MissingRows(BucketStore store, ImportBlobs blobs)
{
    /// <summary>What counting needs of a contact.</summary>
    public static IReadOnlyList<string> Names { get; } = ["PartitionKey", "RowKey", "ChangedAt"];

    /// <summary>What removing it needs.</summary>
    public static IReadOnlyList<string> Everything { get; } = ["PartitionKey", "RowKey", "ChangedAt", "Key", "Fields", "RowHash", "Import"];

    /// <summary>The contacts in key order, each with whether the file lacks it.</summary>
    /// <param name="partition">The bucket's partition.</param>
    /// <param name="import">The import.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="after">The contact to begin after; empty for the first.</param>
    /// <param name="select">The properties to read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<(TableEntity Row, bool IsMissing)> WalkAsync(
        string partition, ImportRecord import, int bucket, string after, IReadOnlyList<string> select, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        using var rows = await blobs.ReadSpoolAsync(import.Key, bucket, cancellationToken);
        using var members = rows.Members().GetEnumerator();
        var has = members.MoveNext();
        await foreach (var row in store.Range(partition, ContactKeys.ContactKind, after, "", select, cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            while (has && members.Current.Id < id)
                has = members.MoveNext();
            var isInFile = has && members.Current.Id == id;
            yield return (row, !isInFile && !(row.GetDateTimeOffset("ChangedAt") > import.RegisteredAt));
        }
    }
}
