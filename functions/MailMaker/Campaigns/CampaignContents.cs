using System.Collections.Concurrent;
using MailMaker.Accounts;
using MailMaker.Core.Content;

namespace MailMaker.Campaigns;

/// <summary>The contents of the campaigns that are under way, compiled once per process.</summary>
public sealed class CampaignContents(IDefinitions definitions)
{
    private const int MostKept = 32;
    private readonly ConcurrentDictionary<string, CompiledContent> kept = new(StringComparer.Ordinal);

    /// <summary>The compiled content of a launch; null when it is gone or does not compile.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="launchedAt">Which launch: a campaign that failed may be launched again with other content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CompiledContent?> FindAsync(string account, string campaign, DateTimeOffset? launchedAt, CancellationToken cancellationToken)
    {
        var key = $"{account}|{campaign}|{launchedAt?.UtcTicks}";
        if (kept.TryGetValue(key, out var known))
            return known;
        var found = await definitions.FindAsync<CampaignContent>(account, DefinitionKeys.CampaignContent(campaign), cancellationToken);
        if (found is null || TemplateCompiler.Compile(found.Value.Template) is not TemplateCompilation.Compiled compiled)
            return null;
        if (kept.Count >= MostKept)
            kept.Clear();
        return kept.GetOrAdd(key, new CompiledContent(compiled.Mail, found.Value.Scene));
    }
}
