using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>HTTP doors of campaigns.</summary>
public sealed class CampaignFunctions(
    IDefinitions definitions, CampaignLists lists, CampaignStore campaigns, CampaignLauncher launcher, LedgerStore ledger, LedgerExport export, TimeProvider clock)
{
    private const string Route = "api/accounts/{account}/campaigns/{campaign}";

    /// <summary>Makes or changes a campaign; refused once it runs.</summary>
    [Function("PutCampaign")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Route)] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null)
            return ProblemAnswers.NotFound("account");
        return await definitions.PutAsync<CampaignDefinition, Campaign>(
            request, account, DefinitionKeys.Campaign(campaign),
            (asked, existing) => existing is null || CampaignTransitions.IsEditable(existing.State)
                ? asked.ToCampaign(account, campaign)
                : new(null, [new Problem("", "The campaign was launched and can't be changed any more. Make another one.")]),
            cancellationToken);
    }

    /// <summary>A campaign with its counts.</summary>
    [Function("GetCampaign")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, campaign, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("campaign");
        var audience = await lists.OfAsync(found, cancellationToken);
        var counts = await ledger.CountsAsync(account, campaign, audience.BucketCount(), cancellationToken);
        return DefinitionAnswers.Ok(new CampaignStatus(found, CampaignCounts.Of(counts, found, clock.GetUtcNow())));
    }

    /// <summary>Every recipient's outcome as CSV.</summary>
    [Function("GetCampaignLedger")]
    public async Task<IResult> LedgerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/ledger")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, campaign, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("campaign");
        var audience = await lists.OfAsync(found, cancellationToken);
        return Results.Stream(stream => export.WriteAsync(found, audience, stream, cancellationToken), "text/csv; charset=utf-8");
    }

    /// <summary>Launches a campaign: 202 with the place where it can be watched.</summary>
    [Function("LaunchCampaign")]
    public async Task<IResult> LaunchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/launch")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.LaunchAsync(account, campaign, orchestrations, cancellationToken), account, campaign);

    /// <summary>Holds a campaign.</summary>
    [Function("PauseCampaign")]
    public async Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/pause")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.ActAsync(account, campaign, CampaignAction.Pause, cancellationToken), account, campaign);

    /// <summary>Lets a held campaign go on.</summary>
    [Function("ResumeCampaign")]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/resume")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.ActAsync(account, campaign, CampaignAction.Resume, cancellationToken), account, campaign);

    /// <summary>Stops a campaign for good.</summary>
    [Function("CancelCampaign")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/cancel")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.ActAsync(account, campaign, CampaignAction.Cancel, cancellationToken), account, campaign);

    private static IResult Answer(Checked<Campaign>? outcome, string account, string campaign) => outcome switch
    {
        null => ProblemAnswers.NotFound("campaign"),
        { Value: { } value } => Results.Json(value, DefinitionJson.Options, statusCode: StatusCodes.Status202Accepted)
            .WithLocation($"/api/accounts/{account}/campaigns/{campaign}"),
        { Problems: [{ Pointer: "" } only] } => ProblemAnswers.Conflict(only.Detail),
        _ => ProblemAnswers.Refused(outcome.Problems),
    };
}
