using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;
using MailMaker.Inbound;
using MailMaker.Lists;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>Starts, holds and stops campaigns.</summary>
public sealed class CampaignLauncher(IDefinitions definitions, IListSource lists, CampaignLists audience, CampaignStore campaigns, CampaignPlanner planner, CampaignTags tags, TimeProvider clock)
{
    /// <summary>Launches a campaign, or takes up a launch that broke off.</summary>
    /// <returns>The campaign as it is now, or why it can't be launched; both null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> LaunchAsync(string account, string name, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        if (CampaignTransitions.Next(campaign.State, CampaignAction.Launch) is not null)
        {
            var owner = (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken))!.Value;
            var contents = await ContentsAsync(owner, campaign, cancellationToken);
            if (contents.Value is null)
                return new(null, contents.Problems);
            foreach (var (list, content) in contents.Value)
                await FixContentAsync(account, name, list.Name, content, cancellationToken);
            await tags.KeepAsync(campaign, cancellationToken);
            campaign = (await campaigns.ChangeAsync(account, name, c => Launched(c, contents.Value), cancellationToken))!;
        }

        if (campaign.State is not CampaignState.Planning)
            return Refused("", $"The campaign is {campaign.State.ToString().ToLowerInvariant()}: only a draft or a failed one can be launched.");
        await StartAsync(campaign, orchestrations, cancellationToken);
        return new(campaign, []);
    }

    /// <summary>Pauses, resumes or cancels a campaign.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> ActAsync(string account, string name, CampaignAction action, CancellationToken cancellationToken)
    {
        CampaignState? reached = null;
        var campaign = await campaigns.ChangeAsync(
            account, name,
            c => (reached = CampaignTransitions.Next(c.State, action)) is { } next ? c with { State = next } : null,
            cancellationToken);
        if (campaign is null)
            return null;
        if (reached is null)
            return Refused("", $"The campaign is {campaign.State.ToString().ToLowerInvariant()}: {action.ToString().ToLowerInvariant()} is not possible now.");
        // What was held is on no queue any more; what is cancelled is dropped slice by slice.
        if (action is CampaignAction.Resume or CampaignAction.Cancel)
        {
            var buckets = (await audience.OfAsync(campaign, cancellationToken)).BucketCount();
            for (var bucket = 0; bucket < buckets; bucket++)
                await planner.QueueOpenAsync(account, name, bucket, clock.GetUtcNow(), cancellationToken);
        }

        return new(campaign, []);
    }

    private static Checked<Campaign> Refused(string pointer, string detail) => new(null, [new Problem(pointer, detail)]);

    private Campaign? Launched(Campaign campaign, List<(ContactList List, CampaignContent Content)> contents) =>
        CampaignTransitions.Next(campaign.State, CampaignAction.Launch) is { } next
            ? campaign with
            {
                State = next, LaunchedAt = clock.GetUtcNow(), Failure = null, CompletedAt = null,
                SenderAddress = contents[0].Content.Scene.SenderAddress, SenderName = contents[0].Content.Scene.SenderName,
                Lists = AudienceLists.Number(contents.Select(c => (c.List.Name, c.List.Buckets))),
            }
            : null;

    private async Task StartAsync(Campaign campaign, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var id = CampaignRun.InstanceId(campaign.Account, campaign.Name);
        // Launched before, and the process died before the orchestration began: it begins now. Else it is under way.
        if (await orchestrations.GetInstanceAsync(id, cancellation: cancellationToken) is { IsCompleted: false })
            return;
        await orchestrations.ScheduleNewOrchestrationInstanceAsync(
            nameof(RunCampaign),
            new CampaignRun(campaign.Account, campaign.Name, (await audience.OfAsync(campaign, cancellationToken)).BucketCount()),
            new Microsoft.DurableTask.StartOrchestrationOptions(id),
            cancellationToken);
    }

    // A content for each list: the law and the data controller are the list's.
    private async Task<Checked<List<(ContactList List, CampaignContent Content)>>> ContentsAsync(Account owner, Campaign campaign, CancellationToken cancellationToken)
    {
        var contents = new List<(ContactList List, CampaignContent Content)>();
        var problems = new List<Problem>();
        for (var i = 0; i < campaign.Lists.Count; i++)
        {
            var pointer = campaign.Lists.Count == 1 ? "/list" : $"/lists/{i}";
            if (await lists.ListAsync(campaign.Account, campaign.Lists[i].Name, cancellationToken) is not { } list)
            {
                problems.Add(new Problem(pointer, "The campaign's list does not exist."));
                continue;
            }

            var content = await ContentAsync(owner, campaign, list, cancellationToken);
            problems.AddRange(content.Problems.Select(p => p.Pointer == "/list" ? p with { Pointer = pointer } : p).Except(problems));
            if (content.Value is { } value)
                contents.Add((list, value));
        }

        if (contents.Sum(c => c.List.Buckets) > AudienceLists.MostBuckets)
            problems.Add(new Problem("/lists", $"The lists have more than {AudienceLists.MostBuckets} buckets together."));
        return problems.Count > 0 ? new(null, problems) : new(contents, []);
    }

    private async Task<Checked<CampaignContent>> ContentAsync(Account owner, Campaign campaign, ContactList list, CancellationToken cancellationToken)
    {
        var template = await definitions.FindAsync<MailTemplate>(owner.Name, DefinitionKeys.Template(campaign.Template), cancellationToken);
        if (template is null)
            return new(null, [new("/template", "The campaign's template does not exist.")]);
        if (TemplateCompiler.Compile(template.Value) is TemplateCompilation.Refused refused)
            return new(null, refused.Problems);
        var sender = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : owner.SenderAddress;
        if (sender.Length == 0)
            return new(null, [new("/senderAddress", "Neither the campaign nor the account has a sender's address.")]);
        var scene = new MailScene
        {
            CampaignName = campaign.Name, ListName = list.Name, ListTitle = list.Title,
            ControllerName = list.DataController?.Name ?? "", ControllerPostalAddress = list.DataController?.PostalAddress ?? "",
            ControllerEmail = list.DataController?.Email ?? "",
            SenderAddress = sender, SenderName = campaign.SenderName.Length > 0 ? campaign.SenderName : owner.SenderName,
        };
        var lawful = LawfulTemplate.Of(template.Value, list, scene);
        return lawful.Value is null ? new(null, lawful.Problems) : new(new CampaignContent { Template = lawful.Value, Scene = scene }, []);
    }

    private async Task FixContentAsync(string account, string campaign, string list, CampaignContent content, CancellationToken cancellationToken)
    {
        var key = DefinitionKeys.CampaignContent(campaign, list);
        var existing = await definitions.FindAsync(account, key, cancellationToken);
        await definitions.WriteAsync(account, key, content, existing?.Version, cancellationToken);
    }
}
