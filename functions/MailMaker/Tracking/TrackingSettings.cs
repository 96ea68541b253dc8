using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Tracking;

/// <summary>The installation's settings of tracking.</summary>
public sealed class TrackingSettings
{
    // What people did is kept for a year: the Garante's measure of 24 February 2005 on loyalty schemes names 12 months for profiling data, 24 for marketing.
    private const int DefaultDays = 365;

    /// <summary>Reads <c>Tracking:KeepDays</c>.</summary>
    /// <exception cref="InvalidOperationException">It is no number of days from 0 to 3650.</exception>
    public TrackingSettings(IConfiguration configuration)
    {
        var text = configuration["Tracking:KeepDays"];
        var days = DefaultDays;
        if (!string.IsNullOrEmpty(text) && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days <= 3650))
            throw new InvalidOperationException("The setting Tracking__KeepDays must be a whole number of days from 0 to 3650.");
        KeptFor = TimeSpan.FromDays(days);
    }

    /// <summary>For how long after a campaign's launch it is kept what single recipients opened and clicked; the campaign's totals stay.</summary>
    public TimeSpan KeptFor { get; }
}
