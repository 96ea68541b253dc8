using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Counts one bucket of a list as the planner and the gate would. Used once, by one task.</summary>
internal sealed class BucketEstimate(ContactList list, CampaignChannel channel, AudienceRule rule, SuppressionSet suppressed)
{
    /// <summary>The addresses that a message would go to.</summary>
    public List<ulong> Addresses { get; } = [];

    /// <summary>Reads contacts and goodbyes side by side: both are in key order.</summary>
    public async Task<ListEstimate> CountAsync(TableClient contacts, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        var sum = new ListEstimate(list.Name, 0, 0, 0, 0, 0, 0, 0, 0);
        await using var goodbyes = ContactRange.OfKindAsync(contacts, partition, ContactKeys.GoodbyeKind, ["RowKey"], cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasGoodbye = await goodbyes.MoveNextAsync();
        await foreach (var row in ContactRange.OfKindAsync(contacts, partition, ContactKeys.ContactKind, ["RowKey", "Fields"], cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            while (hasGoodbye && ContactKeys.IdOf(goodbyes.Current.RowKey) < id)
                hasGoodbye = await goodbyes.MoveNextAsync();
            sum = Count(sum with { Contacts = sum.Contacts + 1 }, id, row.GetBinary("Fields") ?? [], hasGoodbye && ContactKeys.IdOf(goodbyes.Current.RowKey) == id);
        }

        return sum;
    }

    // What the planner decides comes first; then the gate's own reasons.
    private ListEstimate Count(ListEstimate sum, ContactId id, byte[] fields, bool hasLeft)
    {
        var decision = rule.Decide(id, fields);
        if (decision == AudienceDecision.NotMeant)
            return sum;
        sum = sum with { Audience = sum.Audience + 1 };
        var email = FieldsJson.ValueOf(fields, BuiltInFields.Email) ?? "";
        var way = ChannelChoice.Of(channel, email);
        var kind = way == MessageChannel.Sms ? KeyKind.Mobile : KeyKind.Email;
        var address = kind == KeyKind.Email ? email : FieldsJson.ValueOf(fields, BuiltInFields.Mobile) ?? "";
        if (decision == AudienceDecision.Excluded)
            return sum with { Excluded = sum.Excluded + 1 };
        var recipient = new Recipient(true, ChannelPermission.Allows(list, fields, way), hasLeft, suppressed.Find(list.Name, address), address.Length > 0, default);
        switch (Gate.Bar(recipient)?.Reason)
        {
            case Outcome.Unsubscribed:
                return sum with { Unsubscribed = sum.Unsubscribed + 1 };
            case Outcome.Suppressed:
                return sum with { Suppressed = sum.Suppressed + 1 };
            case Outcome.NoAddress:
                return sum with { NoAddress = sum.NoAddress + 1 };
            case Outcome.NotConsented:
                return sum with { NotConsented = sum.NotConsented + 1 };
        }

        Addresses.Add(AddressSet.Half(ContactId.Of(kind, address)));
        return sum with { Reachable = sum.Reachable + 1 };
    }
}
