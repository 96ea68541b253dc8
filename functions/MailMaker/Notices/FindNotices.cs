using System.Globalization;
using MailMaker.Consent;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Lists;
using MailMaker.Transactional;

namespace MailMaker.Notices;

/// <summary>Looks through one bucket of a list for notices that are due, and queues them. Run again, it queues the same, and what was sent is not sent again.</summary>
internal sealed class FindNotices(IListSource lists, EvidenceChains chains, NoticeStore notices, TransactionalQueue lane, TimeProvider clock) : ITransactionalWork
{
    /// <summary>What messages call this work.</summary>
    public const string Name = "find-notices";

    /// <inheritdoc />
    public string Kind => Name;

    /// <summary>The key of a bucket's message.</summary>
    /// <param name="list">The list.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="day">The day, so that each day's message is another.</param>
    public static string KeyOf(ContactList list, int bucket, DateTimeOffset day) =>
        string.Create(CultureInfo.InvariantCulture, $"{list.Account}|{list.Name}|{bucket}|{day:yyyyMMdd}");

    /// <inheritdoc />
    public async Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Split('|') is not [var account, var name, var number, _] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bucket)
            || await lists.ListAsync(account, name, cancellationToken) is not { } list)
            return null;
        var law = LawInForce.Of(list);
        var now = clock.GetUtcNow();
        await foreach (var chain in chains.OfBucketAsync(list, bucket, cancellationToken))
        {
            foreach (var duty in ConsentDuties.Of(law, chain.Entries, now))
                await QueueAsync(list, new NoticeKey(account, name, chain.Contact, duty.Kind, duty.About.Number), cancellationToken);
        }

        return null;
    }

    private async Task QueueAsync(ContactList list, NoticeKey notice, CancellationToken cancellationToken)
    {
        if (!await notices.WasSentAsync(list, notice, cancellationToken))
            await lane.SendAsync(new TransactionalMessage(SendNotice.Name, notice.ToString()), cancellationToken);
    }
}
