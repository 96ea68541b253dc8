using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>A campaign stage with lists of each kind of key: <c>mails</c>, <c>mobiles</c>, <c>clients</c> (a key of the client's own), and <c>bought</c> of the same kind.</summary>
internal sealed class AudienceStage(CampaignStage stage) : IAsyncDisposable
{
    private static readonly ContactField[] Fields = [new("points", FieldType.Number)];

    public static readonly ContactList Mails = new() { Account = CampaignStage.Account, Name = "mails", Buckets = 2, Fields = Fields };
    public static readonly ContactList Mobiles = new() { Account = CampaignStage.Account, Name = "mobiles", Key = KeyKind.Mobile, Buckets = 3, Fields = Fields };
    public static readonly ContactList Clients = new() { Account = CampaignStage.Account, Name = "clients", Key = KeyKind.Fkey, Buckets = 1, Fields = Fields };
    public static readonly ContactList Bought = new() { Account = CampaignStage.Account, Name = "bought", Key = KeyKind.Fkey, Buckets = 2 };

    public CampaignStage Stage { get; } = stage;

    public static async Task<AudienceStage> OpenAsync(Func<string, TableServiceClient>? over = null)
    {
        var stage = new AudienceStage(await CampaignStage.WithAsync(over, 0));
        foreach (var list in new[] { Mails, Mobiles, Clients, Bought })
            await stage.Stage.DefineAsync(list);
        return stage;
    }

    public Task AddAsync(ContactList list, string key, string fields)
    {
        var id = ContactId.Of(list.Key, key);
        var row = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Contact(id)) { ["Key"] = key, ["Fields"] = Encoding.UTF8.GetBytes(fields) };
        return Stage.Contacts.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    public static Campaign Make(string name, ContactList[] lists, string[] excluded, string? filter = null) => new()
    {
        Account = CampaignStage.Account, Name = name, List = lists[0].Name, Template = "t", State = CampaignState.Sending,
        Lists = AudienceLists.Number(lists.Select(l => (l.Name, l.Buckets))), ExcludedLists = excluded, Filter = filter is null ? null : Filter(filter),
    };

    /// <summary>Writes a campaign as a launch leaves it.</summary>
    public async Task<Campaign> LaunchAsync(Campaign campaign)
    {
        campaign = campaign with { LaunchedAt = Stage.Clock.GetUtcNow() };
        var definitions = Stage.Services.GetRequiredService<IDefinitions>();
        foreach (var list in campaign.Lists)
        {
            var content = new CampaignContent
            {
                Template = new MailTemplate { Name = "t", Subject = "Hello from {{list.name}}", Text = "Hi." },
                Scene = new MailScene { SenderAddress = "news@example.com", ListName = list.Name },
                Sms = new SmsContent("Hi. Stop: {{unsubscribeUrl}}", 6, "Acme"),
            };
            await definitions.WriteAsync(campaign.Account, DefinitionKeys.CampaignContent(campaign.Name, list.Name), content, null, default);
        }

        await definitions.WriteAsync(campaign.Account, DefinitionKeys.Campaign(campaign.Name), campaign, null, default);
        return campaign;
    }

    public async Task PlanAsync(Campaign campaign)
    {
        for (var bucket = 0; bucket < campaign.Lists.BucketCount(); bucket++)
            await Stage.Services.GetRequiredService<CampaignPlanner>().PlanAsync(campaign, bucket, new PlanProgress(), default);
    }

    public Task<LedgerCounts> CountsAsync(Campaign campaign) => Stage.Ledger.CountsAsync(campaign.Account, campaign.Name, campaign.Lists.BucketCount(), default);

    /// <summary>Every slice with its members and their outcomes, as text.</summary>
    public async Task<string> SlicesAsync(Campaign campaign)
    {
        var text = new StringBuilder();
        for (var bucket = 0; bucket < campaign.Lists.BucketCount(); bucket++)
        {
            await foreach (var slice in Stage.Ledger.SlicesAsync(campaign.Account, campaign.Name, bucket, default))
                text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{bucket}/{slice.Number}: {string.Join(' ', slice.Slice.Members.Zip(slice.Slice.Entries, (m, e) => $"{m}={e.Outcome}"))}");
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    private static SegmentExpression Filter(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SegmentReader.Read(document.RootElement, "/filter").Value!;
    }
}
