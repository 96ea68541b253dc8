using System.Text.Json;
using MailMaker.Embedded.Storage;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The settings of the app: the environment, over local.settings.json, over host.json, over the embedded home's own connections.</summary>
internal static class HostConfiguration
{
    /// <summary>Connections that lead into the data folder unless a setting says otherwise.</summary>
    private static readonly string[] HomeConnections = ["AzureWebJobsStorage", "AzureWebJobsServiceBus", "MailMakerStorage", "MailMakerBus"];

    /// <summary>Adds the sources. Files are read from <paramref name="folder"/>, where the program is.</summary>
    public static void AddTo(IConfigurationBuilder configuration, HostArguments arguments, string folder)
    {
        var home = EmbeddedHome.ConnectionString(arguments.DataFolder);
        configuration.AddInMemoryCollection(HomeConnections.Select(name => KeyValuePair.Create(name, (string?)home)));
        configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("TaskHubName", "MailMaker")]);
        configuration.AddInMemoryCollection([KeyValuePair.Create(HomeSecret.Setting, (string?)HomeSecret.ReadOrCreate(arguments.DataFolder))]);
        configuration.AddInMemoryCollection(HostJson(Path.Combine(folder, "host.json")));
        configuration.AddInMemoryCollection(LocalSettings(Path.Combine(folder, "local.settings.json")));
        configuration.AddEnvironmentVariables();
    }

    private static IEnumerable<KeyValuePair<string, string?>> HostJson(string path)
    {
        if (!File.Exists(path))
            return [];
        var file = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
        return [.. file.AsEnumerable().Select(pair => KeyValuePair.Create($"{HostSettings.Section}:{pair.Key}", pair.Value))];
    }

    private static IEnumerable<KeyValuePair<string, string?>> LocalSettings(string path)
    {
        if (!File.Exists(path))
            return [];
        using var document = JsonDocument.Parse(
            File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.TryGetProperty("Values", out var values)
            ? [.. values.EnumerateObject().Select(value => KeyValuePair.Create(
                // The Functions tools turn these values into environment variables, where __ stands for the separator.
                value.Name.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value.ToString()))]
            : [];
    }
}
