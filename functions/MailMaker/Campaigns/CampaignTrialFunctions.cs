using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>HTTP doors of what is done with a campaign before its launch: look, try, approve.</summary>
public sealed class CampaignTrialFunctions(CampaignTester tester, CampaignApprovals approvals)
{
    private const string Route = "api/accounts/{account}/campaigns/{campaign}";

    /// <summary>Shows a campaign as a contact, or one with the given fields, would get it; nothing is sent.</summary>
    [Function("PreviewCampaign")]
    public async Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/preview")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        var asked = await request.ReadDefinitionAsync<SampleRequest>(cancellationToken);
        return asked.Value is null ? ProblemAnswers.Refused(asked.Problems) : Answer(await tester.PreviewAsync(account, campaign, asked.Value, cancellationToken));
    }

    /// <summary>Sends a campaign to named addresses, marked as a test; it is counted nowhere.</summary>
    [Function("TestCampaign")]
    public async Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/test")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        var asked = await request.ReadDefinitionAsync<TestRequest>(cancellationToken);
        return asked.Value is null ? ProblemAnswers.Refused(asked.Problems) : Answer(await tester.TestAsync(account, campaign, asked.Value, cancellationToken));
    }

    /// <summary>A second person's yes to a campaign as it stands.</summary>
    [Function("ApproveCampaign")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/approve")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        // The body may be left out: a body in chunks has no Content-Length, so that only reading it tells.
        var body = await request.ReadBodyAsync(DefinitionAnswers.MostBytes, cancellationToken);
        var asked = body is { Length: 0 } ? new(new ApproveRequest(), []) : DefinitionAnswers.Read<ApproveRequest>(body);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        var by = asked.Value.User is { } user ? CallingUser.Clean(user) : CallingUser.Of(request);
        return Answer(await approvals.ApproveAsync(account, campaign, by, cancellationToken));
    }

    private static IResult Answer<T>(Checked<T>? outcome)
        where T : class => outcome switch
    {
        null => ProblemAnswers.NotFound("campaign"),
        { Value: { } value } => DefinitionAnswers.Ok(value),
        { Problems: [{ Pointer: "" } only] } => ProblemAnswers.Conflict(only.Detail),
        _ => ProblemAnswers.Refused(outcome.Problems),
    };
}
