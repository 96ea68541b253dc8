using System.Text;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>A list as CSV. It is read twice, first for the names of its fields; memory stays at a few rows whatever its size.</summary>
public sealed class ContactExport(TableServiceClient tables, SuppressedAddresses suppressed)
{
    private const int FlushAt = 32 * 1024;
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Writes the list, bucket by bucket in key order.</summary>
    public async Task WriteAsync(ContactList list, Stream target, CancellationToken cancellationToken)
    {
        var csv = new ContactCsv(list, await OtherFieldsAsync(list, cancellationToken));
        var set = await suppressed.CurrentAsync(list.Account, cancellationToken);
        // Spreadsheets take UTF-8 for what it is only with a byte order mark.
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), FlushAt, leaveOpen: true);
        var lines = new StringBuilder(2 * FlushAt);
        csv.AppendHeader(lines);
        for (var bucket = 0; bucket < list.Buckets; bucket++)
        {
            await foreach (var (row, status) in BucketStatus.ReadAsync(contacts, list, bucket, set, cancellationToken))
            {
                csv.Append(lines, row.GetBinary("Fields") ?? [], status);
                if (lines.Length < FlushAt)
                    continue;
                await text.WriteAsync(lines, cancellationToken);
                lines.Clear();
            }
        }

        await text.WriteAsync(lines, cancellationToken);
        await text.FlushAsync(cancellationToken);
    }

    // Fields that no definition names came with columns of files.
    private async Task<IEnumerable<string>> OtherFieldsAsync(ContactList list, CancellationToken cancellationToken)
    {
        var known = new ContactCsv(list, []);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        for (var bucket = 0; bucket < list.Buckets; bucket++)
        {
            await foreach (var row in ContactRange.OfKindAsync(contacts, ContactKeys.Partition(list.Account, list.Name, bucket), ContactKeys.ContactKind, cancellationToken))
            {
                foreach (var name in FieldsJson.Names(row.GetBinary("Fields") ?? []).Where(name => !known.Has(name)))
                    others.Add(name);
            }
        }

        return others;
    }
}
