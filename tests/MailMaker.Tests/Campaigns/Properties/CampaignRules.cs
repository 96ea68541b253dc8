using MailMaker.Core.Lists;

namespace MailMaker.Tests.Campaigns.Properties;

/// <summary>The rules of a run of the model.</summary>
/// <param name="Cap">The one cap.</param>
/// <param name="Quiet">The list's quiet hours, in UTC.</param>
/// <param name="ByPerson">Whether the cap is the account's instead of the list's.</param>
internal sealed record CampaignRules(FrequencyCap Cap, QuietHours? Quiet, bool ByPerson);
