using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Reads typed values of a part of host.json; a wrong one is named by its path.</summary>
internal sealed class SettingsSection(IConfigurationSection section)
{
    /// <summary>A part of this part.</summary>
    public SettingsSection Under(string path) => new(section.GetSection(path));

    /// <summary>The text at a path; null when absent.</summary>
    public string? Text(string path) => section[path];

    /// <summary>A duration such as <c>00:05:00</c>; null when absent.</summary>
    public TimeSpan? Duration(string path) => Read(path, "a duration (hh:mm:ss)", text =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > TimeSpan.Zero ? value : (TimeSpan?)null);

    /// <summary>A whole number of at least <paramref name="least"/>; null when absent.</summary>
    public int? Count(string path, int least) => Read(path, $"a whole number from {least}", text =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least ? value : (int?)null);

    /// <summary>True or false; null when absent.</summary>
    public bool? Flag(string path) => Read(path, "true or false", text => bool.TryParse(text, out var value) ? value : (bool?)null);

    private T? Read<T>(string path, string expected, Func<string, T?> parse)
        where T : struct =>
        section[path] is not { } text ? null
        : parse(text) ?? throw new FormatException($"host.json: {section.Path}:{path} must be {expected}.");
}
