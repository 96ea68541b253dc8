using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Settings that attributes name.</summary>
internal static partial class SettingNames
{
    /// <summary>Replaces each <c>%name%</c> by the setting of that name.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string Expand(IConfiguration configuration, string text) =>
        Marked().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new InvalidOperationException($"The setting {match.Groups[1].Value}, named in '{text}', is missing."));

    /// <summary>The connection string of a setting, looked up as the Functions host does: by name, then below <c>ConnectionStrings</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string Connection(IConfiguration configuration, string name) =>
        configuration[name] ?? configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"The connection setting {name} is missing.");

    [GeneratedRegex("%([^%/{}]+)%")]
    private static partial Regex Marked();
}
