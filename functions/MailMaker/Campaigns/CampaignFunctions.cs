using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>HTTP doors of campaigns.</summary>
public sealed class CampaignFunctions(
    IDefinitions definitions, AudienceRules rules, CampaignLists lists, CampaignStore campaigns, CampaignReadings readings, LedgerExport export, TimeProvider clock)
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
            async (asked, existing) =>
            {
                var decided = EditDecision.Decide(asked.ToCampaign(account, campaign), existing, CallingUser.Of(request));
                // A list that is made later is looked at when the campaign is launched.
                var faults = decided.Value is { } value ? await rules.CheckFilterAsync(value, clock.GetUtcNow(), cancellationToken) : [];
                return faults.Count > 0 ? new(null, faults) : decided;
            },
            cancellationToken);
    }

    /// <summary>A campaign with its counts, its progress, and its opens and clicks.</summary>
    [Function("GetCampaign")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        await readings.ReadAsync(account, campaign, cancellationToken) is { } status ? DefinitionAnswers.Ok(status) : ProblemAnswers.NotFound("campaign");

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
}
