using MailMaker.Accounts;
using MailMaker.Http;
using MailMaker.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Campaigns;

/// <summary>HTTP doors for who follows a campaign while it is sent and opened.</summary>
public sealed class WatchFunctions(CampaignReadings readings, CampaignStore campaigns, EventStore events, IDefinitions definitions, TimeProvider clock, IHostApplicationLifetime host)
{
    private const string Route = "api/accounts/{account}/campaigns/{campaign}";

    /// <summary>A campaign's status whenever it changes, as server-sent events.</summary>
    [Function("WatchCampaign")]
    public async Task<IResult> WatchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/events")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        await readings.SharedAsync(account, campaign, cancellationToken) is { } status
            ? new CampaignWatch(status, gone => readings.SharedAsync(account, campaign, gone), clock, host.ApplicationStopping)
            : ProblemAnswers.NotFound("campaign");

    /// <summary>A campaign's opens, and its clicks by link.</summary>
    [Function("GetCampaignLinks")]
    public async Task<IResult> LinksAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/links")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, campaign, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("campaign");
        // The lists' mails differ in what stands around the content, which comes after it.
        var links = await definitions.LinksAsync(account, campaign, found.List, cancellationToken);
        return DefinitionAnswers.Ok(LinksTracking.Of(await events.TotalsAsync(account, campaign, cancellationToken), links));
    }
}
