using System.Text;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>The rows of a bucket that are rejected only when they meet the contacts: duplicates, and those that would outgrow their row.</summary>
public sealed class BucketRejects(ImportBlobs blobs, SuppressedAddresses suppressions)
{
    private const string TooLargeReason = "With what the contact has already, its fields are longer than 60,000 bytes";

    /// <summary>Writes them anew; nothing when there are none. Rows of erased persons are left out.</summary>
    /// <param name="list">The list.</param>
    /// <param name="import">The import.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="tooLarge">Lines whose contact would outgrow its row.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WriteAsync(ContactList list, ImportKey import, int bucket, BucketRows rows, IReadOnlyList<long> tooLarge, CancellationToken cancellationToken)
    {
        var lines = tooLarge.ToHashSet();
        var text = new StringBuilder();
        var suppressed = await suppressions.CurrentAsync(list.Account, cancellationToken);
        foreach (var member in rows.Members())
        {
            if (suppressed.HasErased && member.HasRow && ContactStandings.IsErased(suppressed, list, member.Row.Fields))
                continue;
            foreach (var duplicate in member.Duplicates())
                text.Append(duplicate.ToCsv());
            if (member.HasRow && lines.Contains(member.Line))
                text.Append(member.Reject(TooLargeReason).ToCsv());
        }

        if (text.Length == 0)
            return;
        await using var file = await blobs.WriteWorkAsync(import, ImportBlobs.BucketRejects(bucket), cancellationToken);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }
}
