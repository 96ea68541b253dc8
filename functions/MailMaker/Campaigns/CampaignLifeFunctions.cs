using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>HTTP doors of a campaign's life: launched, moved, held, stopped.</summary>
public sealed class CampaignLifeFunctions(CampaignLauncher launcher, CampaignSteering steering, CampaignCancel cancel, CampaignReplay replay)
{
    private const string Route = "api/accounts/{account}/campaigns/{campaign}";

    /// <summary>Launches a campaign: 202 with the place where it can be watched.</summary>
    [Function("LaunchCampaign")]
    public async Task<IResult> LaunchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/launch")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.LaunchAsync(account, campaign, CallingUser.Of(request), orchestrations, cancellationToken), account, campaign);

    /// <summary>Moves a scheduled campaign to another moment.</summary>
    [Function("RescheduleCampaign")]
    public async Task<IResult> RescheduleAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/reschedule")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        var asked = await request.ReadDefinitionAsync<RescheduleRequest>(cancellationToken);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        var problems = asked.Value.Check().ToList();
        return problems.Count > 0
            ? ProblemAnswers.Refused(problems)
            : Answer(await launcher.RescheduleAsync(account, campaign, asked.Value.Schedule!, orchestrations, cancellationToken), account, campaign);
    }

    /// <summary>Makes a scheduled campaign a draft again, to be changed.</summary>
    [Function("UnscheduleCampaign")]
    public async Task<IResult> UnscheduleAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/unschedule")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await launcher.UnscheduleAsync(account, campaign, cancellationToken), account, campaign);

    /// <summary>Holds a campaign.</summary>
    [Function("PauseCampaign")]
    public async Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/pause")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await steering.ActAsync(account, campaign, CampaignAction.Pause, cancellationToken), account, campaign);

    /// <summary>Lets a held campaign go on.</summary>
    [Function("ResumeCampaign")]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/resume")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await steering.ActAsync(account, campaign, CampaignAction.Resume, cancellationToken), account, campaign);

    /// <summary>Stops a campaign for good, be it scheduled, under way or failed; who was not reached ends as cancelled.</summary>
    [Function("CancelCampaign")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await cancel.CancelAsync(account, campaign, orchestrations, cancellationToken), account, campaign);

    /// <summary>Takes up a campaign that stands: dead-lettered slices, and what was lost on the way.</summary>
    [Function("ReplayCampaign")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string campaign,
        CancellationToken cancellationToken) =>
        Answer(await replay.ReplayAsync(account, campaign, orchestrations, cancellationToken), account, campaign);

    private static IResult Answer(Checked<Campaign>? outcome, string account, string campaign) => outcome switch
    {
        null => ProblemAnswers.NotFound("campaign"),
        { Value: { } value } => Results.Json(value, DefinitionJson.Options, statusCode: StatusCodes.Status202Accepted)
            .WithLocation($"/api/accounts/{account}/campaigns/{campaign}"),
        { Problems: [{ Pointer: "" } only] } => ProblemAnswers.Conflict(only.Detail),
        _ => ProblemAnswers.Refused(outcome.Problems),
    };
}
