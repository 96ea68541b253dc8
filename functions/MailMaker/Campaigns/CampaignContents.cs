using System.Collections.Concurrent;
using MailMaker.Accounts;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;

namespace MailMaker.Campaigns;

/// <summary>The contents of the campaigns that are under way, compiled once per process.</summary>
public sealed class CampaignContents(IDefinitions definitions)
{
    private const int MostKept = 64;
    private readonly ConcurrentDictionary<string, CompiledContent> kept = new(StringComparer.Ordinal);

    /// <summary>The compiled content of a launch; null when it is gone or does not compile.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="list">The list: each has its own law and data controller in the mail.</param>
    /// <param name="launchedAt">Which launch: a campaign that failed may be launched again with other content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CompiledContent?> FindAsync(string account, string campaign, string list, DateTimeOffset? launchedAt, CancellationToken cancellationToken)
    {
        var key = $"{account}|{campaign}|{list}|{launchedAt?.UtcTicks}";
        if (kept.TryGetValue(key, out var known))
            return known;
        // Of a campaign that was launched when it had one list, the key has no list.
        var found = await definitions.FindAsync<CampaignContent>(account, DefinitionKeys.CampaignContent(campaign, list), cancellationToken)
            ?? await definitions.FindAsync<CampaignContent>(account, DefinitionKeys.CampaignContent(campaign), cancellationToken);
        if (found is null || TemplateCompiler.Compile(found.Value.Template, found.Value.Scene, found.Value.Links) is not TemplateCompilation.Compiled compiled)
            return null;
        if (kept.Count >= MostKept)
            kept.Clear();
        return kept.GetOrAdd(key, new CompiledContent(compiled.Mail, found.Value.Scene) { Sms = found.Value.Sms is { } sms ? SmsCompiler.Compile(sms, [], found.Value.Scene) : null });
    }
}
