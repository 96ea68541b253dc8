using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Lists;

namespace MailMaker.Tracking;

/// <summary>Looks up what decides how recipients' requests are recorded, at the moment when they are: a consent that was taken back since the mail left holds.</summary>
public sealed class RecipientStandings(TableServiceClient tables, IListSource lists, ContactForwards forwards, TrackingSettings settings, TimeProvider clock)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    internal async Task<RecipientStanding[]> OfAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - batch.Campaign.LaunchedAt > settings.KeptFor)
            return new RecipientStanding[batch.Recipients.Count];
        var known = new Dictionary<string, ContactList?>();
        foreach (var name in batch.Recipients.Select(r => r.List).Distinct())
            known[name] = await lists.ListAsync(batch.Campaign.Account, name, cancellationToken);
        return await Task.WhenAll(batch.Recipients.Select(r => OfAsync(batch.Campaign, known[r.List], r.Contact, cancellationToken)));
    }

    private async Task<RecipientStanding> OfAsync(TrackedCampaign campaign, ContactList? list, ContactId id, CancellationToken cancellationToken)
    {
        if (list is null)
            return default;
        var partition = ContactKeys.Partition(list, id);
        var fields = await FieldsAsync(partition, id, cancellationToken);
        var now = id;
        if (fields is null && (now = await forwards.CurrentAsync(list, id, cancellationToken)) != id)
            fields = await FieldsAsync(partition = ContactKeys.Partition(list, now), now, cancellationToken);
        if (fields is null)
            return default;
        var state = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.SendState(now), cancellationToken: cancellationToken);
        return new RecipientStanding(OpenTracking.IsAllowed(list, fields), state.HasValue ? SendState.Of(state.Value!).History.ClaimedAt(campaign.Tag) : null);
    }

    private async Task<byte[]?> FieldsAsync(string partition, ContactId id, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Contact(id), ["Fields"], cancellationToken);
        return row.HasValue ? row.Value!.GetBinary("Fields") ?? [] : null;
    }
}
