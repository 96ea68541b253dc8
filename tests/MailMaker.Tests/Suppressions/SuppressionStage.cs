using MailMaker.Core.Consent;
using MailMaker.Suppressions;
using MailMaker.Tests.Campaigns;
using MailMaker.Core.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Suppressions;

/// <summary>Short ways to the suppressions of a stage.</summary>
internal static class SuppressionStage
{
    public static readonly ConsentSource Bounce = new("bounce", Reference: "dsn-1");

    public static SuppressionStore Store(this CampaignStage stage) => stage.Services.GetRequiredService<SuppressionStore>();

    public static SuppressionDoor Door(this CampaignStage stage) => stage.Services.GetRequiredService<SuppressionDoor>();

    public static ValueTask<SuppressionSet> SeenAsync(this CampaignStage stage) =>
        stage.Services.GetRequiredService<SuppressedAddresses>().CurrentAsync(CampaignStage.Account, default);

    public static Suppression Of(this CampaignStage stage, string target, SuppressionReason reason = SuppressionReason.HardBounce, string? list = null) =>
        new(target, list, reason, stage.Clock.GetUtcNow(), "test");

    public static Task AddAsync(this CampaignStage stage, params Suppression[] suppressions) => stage.Store().AddAsync(CampaignStage.Account, suppressions, default);
}
