using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tracking;

/// <summary>Registers tracking.</summary>
public static class TrackingServices
{
    /// <summary>Adds the doors' needs and the recorder of opens and clicks.</summary>
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddLogging()
        .AddSingleton<TrackingSettings>()
        .AddSingleton<TrackedCampaigns>()
        .AddSingleton<TrackedMails>()
        .AddSingleton<RecipientStandings>()
        .AddSingleton<EventStore>()
        .AddSingleton<Visits>()
        .AddSingleton<EventRecorder>()
        .AddHostedService(s => s.GetRequiredService<EventRecorder>());
}
