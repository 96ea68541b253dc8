using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>
/// Compares a bucket's rows with its contacts: both sides are in key order, so they are merged like two sorted lists. What comes out is only
/// decided, not done: an import writes it, a dry run shows it.
/// </summary>
internal sealed class BucketComparison(BucketStore store, ContactList list, SuppressionSet suppressed, string partition, RowRules rules)
{
    private const int WindowSize = 1_000;

    // Fewer contacts than this are read one by one instead of walking the bucket.
    private const int Few = 10;

    private ContactStandings? standings;

    /// <summary>The contacts of the file in key order, with the decision about each.</summary>
    /// <param name="rows">The bucket's rows.</param>
    /// <param name="after">The contact to begin after; empty for the first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BucketMovedException">A contact was removed while it was looked at.</exception>
    public async IAsyncEnumerable<ComparedRow> RowsAsync(BucketRows rows, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var resumes = ContactId.TryParse(after, out var done);
        var members = rows.Members().Where(m => m.HasRow && (!resumes || m.Id > done));
        var first = members.Take(Few + 1).ToList();
        if (first.Count == 0)
            yield break;
        var last = rows.LastId.ToString();
        standings = await ContactStandings.ReadAsync(store, list, suppressed, partition, after, last, cancellationToken);
        var merged = first.Count <= Few ? FewAsync(first, cancellationToken) : ManyAsync(members, first[0].Id, last, cancellationToken);
        await foreach (var row in merged)
            yield return row;
    }

    private async IAsyncEnumerable<ComparedRow> ManyAsync(
        IEnumerable<BucketRows.Member> members, ContactId first, string last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The contacts from just before the first member on: '1' sorts before every character of an id.
        var before = first.ToString()[..^1] + "1";
        await using var stored = store.Range(partition, ContactKeys.ContactKind, before, last, ["RowKey", "RowHash"], cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (has, at) = await NextAsync(stored);
        foreach (var chunk in members.Chunk(WindowSize))
        {
            var fates = new RowFate[chunk.Length];
            var compare = new List<ContactId>();
            for (var i = 0; i < chunk.Length; i++)
            {
                var id = chunk[i].Id;
                while (has && at < id)
                    (has, at) = await NextAsync(stored);
                fates[i] = has && at == id ? FateOf(chunk[i], stored.Current) : RowFate.Add;
                if (fates[i] == RowFate.Change)
                    compare.Add(id);
            }

            var full = compare.Count == 0 ? [] : await store.ContactsAsync(partition, compare, cancellationToken);
            for (var i = 0; i < chunk.Length; i++)
                yield return Decide(chunk[i], fates[i], full);
        }
    }

    private async IAsyncEnumerable<ComparedRow> FewAsync(List<BucketRows.Member> members, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var full = await store.ContactsAsync(partition, [.. members.Select(m => m.Id)], cancellationToken);
        foreach (var member in members)
            yield return Decide(member, full.TryGetValue(member.Id, out var row) ? FateOf(member, row) : RowFate.Add, full);
    }

    // A contact whose goodbye the row may lift is read in full, even when the row says nothing new of it.
    private RowFate FateOf(BucketRows.Member member, TableEntity stored) =>
        stored.GetInt64("RowHash") == member.Row.Hash && !DecideRow.MayResubscribe(rules, standings!.Of(member.Id)) ? RowFate.Unchanged : RowFate.Change;

    private ComparedRow Decide(BucketRows.Member member, RowFate fate, Dictionary<ContactId, TableEntity> full)
    {
        var row = member.Row;
        switch (fate)
        {
            case RowFate.Add:
                var unknown = standings!.OfWritten(row, default);
                return new ComparedRow(member, DecideRow.Add(rules, row, unknown), null, unknown.Bar);
            case RowFate.Unchanged:
                var same = standings!.OfStored(row);
                return new ComparedRow(member, DecideRow.Same(rules, row, same), null, same.Bar);
            default:
                var existing = full.TryGetValue(member.Id, out var found) ? found : throw new BucketMovedException();
                var fields = existing.GetBinary("Fields") ?? [];
                var known = standings!.OfWritten(row, fields);
                return new ComparedRow(member, DecideRow.Change(rules, row, fields, known), existing, known.Bar);
        }
    }

    private static async ValueTask<(bool Has, ContactId At)> NextAsync(IAsyncEnumerator<TableEntity> stored) =>
        await stored.MoveNextAsync() ? (true, ContactKeys.IdOf(stored.Current.RowKey)) : (false, default);
}
