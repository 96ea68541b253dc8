using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Campaigns;

/// <summary>Registers campaigns.</summary>
public static class CampaignServices
{
    /// <summary>Adds what campaigns need.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<CampaignStore>()
        .AddSingleton<OpenCampaigns>()
        .AddSingleton<LaunchedCampaigns>()
        .AddSingleton<CampaignLists>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<RecipientKeys>()
        .AddSingleton<LedgerExport>()
        .AddSingleton<CampaignReadings>()
        .AddSingleton<AudienceStore>()
        .AddSingleton<AddressClaims>()
        .AddSingleton<SliceQueue>()
        .AddSingleton<AddressReader>()
        .AddSingleton<ExcludedAddresses>()
        .AddSingleton<AudienceRules>()
        .AddSingleton<AudienceEstimates>()
        .AddSingleton<CampaignPlanner>()
        .AddSingleton<CampaignContents>()
        .AddSingleton<CampaignComposer>()
        .AddSingleton<CampaignApprovals>()
        .AddSingleton<CampaignSamples>()
        .AddSingleton<CampaignTester>()
        .AddSingleton<DeadSlices>()
        .AddSingleton<StuckCampaigns>()
        .AddSingleton<CampaignReplay>()
        .AddSingleton<CampaignHealth>()
        .AddSingleton<MailComposer>()
        .AddSingleton<StrictFields>()
        .AddSingleton<CampaignLauncher>()
        .AddSingleton<CampaignSteering>()
        .AddSingleton<CampaignCancel>()
        .AddSingleton<PublicAddress>()
        .AddSingleton<SampleSizes>()
        .AddSingleton<Inbound.InboundAddresses>()
        .AddSingleton<Inbound.CampaignTags>()
        .AddSingleton<SliceTurns>()
        .AddSingleton<MessageHandOver>()
        .AddSingleton<MailHandOver>()
        .AddSingleton<SliceRunFactory>()
        .AddSingleton<SliceSender>()
        .AddSingleton<SliceWorker>();
}
