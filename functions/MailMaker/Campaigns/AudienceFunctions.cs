using MailMaker.Accounts;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>The door of a campaign's audience.</summary>
public sealed class AudienceFunctions(CampaignStore campaigns, AudienceEstimates estimates)
{
    /// <summary>Whom a campaign would reach if it were launched now; nothing is launched or changed.</summary>
    [Function("GetCampaignAudience")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/campaigns/{campaign}/audience")] HttpRequest request,
        string account,
        string campaign,
        CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, campaign, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("campaign");
        var estimate = await estimates.OfAsync(found, cancellationToken);
        return estimate.Value is { } value ? DefinitionAnswers.Ok(value) : ProblemAnswers.Refused(estimate.Problems);
    }
}
