using System.Globalization;
using System.Text;
using MailMaker.Core.Accounts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Campaigns;

/// <summary>Which limits hold for a campaign's messages: its own, its sender's, the recipient's domain's and the operator's. Made once per run of a slice.</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="senderRates">Its account's.</param>
/// <param name="operators">The installation's.</param>
public sealed class CampaignLimits(Campaign campaign, IReadOnlyList<SenderRate> senderRates, OperatorRates operators)
{
    private static readonly RampUp Hourly = new(RampPeriod.Hour, 1, Growth: 1);
    private readonly Dictionary<(MessageChannel, string), IReadOnlyList<RateLimit>> known = [];
    private IReadOnlyList<RateLimit>? email;
    private IReadOnlyList<RateLimit>? sms;

    /// <summary>The limits of one message.</summary>
    /// <param name="channel">The way it takes.</param>
    /// <param name="address">The recipient's address or number in canonical form.</param>
    public IReadOnlyList<RateLimit> Of(MessageChannel channel, string address)
    {
        if (channel != MessageChannel.Email)
            return sms ??= [.. Shared(MessageChannel.Sms, campaign.SmsSender)];
        email ??= [.. Shared(MessageChannel.Email, campaign.SenderAddress)];
        if (campaign.Rate?.PerDomainPerMinute is null && operators.Providers.Count == 0)
            return email;
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        if (!known.TryGetValue((channel, domain), out var limits))
            known.Add((channel, domain), limits = [.. email, .. OfDomain(domain)]);
        return limits;
    }

    private IEnumerable<RateLimit> Shared(MessageChannel channel, string sender)
    {
        var own = $"c|{campaign.Account}|{campaign.Name}";
        if (campaign.Rate?.PerMinute is { } perMinute)
            yield return new RateLimit.PerMinute(own, perMinute);
        if (campaign.Rate?.RampUp is { } rampUp)
            yield return Ramp(own, rampUp, rampUp.StartsAt ?? campaign.LaunchedAt ?? DateTimeOffset.UnixEpoch);
        foreach (var rate in senderRates.Where(r => r.IsOf(sender)))
        {
            var key = $"s|{campaign.Account}|{Escape(rate.Sender.ToLowerInvariant())}";
            if (rate.PerMinute is { } most)
                yield return new RateLimit.PerMinute(key, most);
            if (rate.RampUp is { StartsAt: { } start } plan)
                yield return Ramp(key, plan, start);
        }

        if (operators.PerMinute.TryGetValue(channel, out var minute))
            yield return new RateLimit.PerMinute($"o|{channel}", minute);
        if (operators.PerHour.TryGetValue(channel, out var hour))
            yield return Ramp($"o|{channel}", Hourly with { First = hour }, DateTimeOffset.UnixEpoch);
    }

    private IEnumerable<RateLimit> OfDomain(string domain)
    {
        var group = operators.GroupOf(domain);
        if (campaign.Rate?.PerDomainPerMinute is { } perMinute)
            yield return new RateLimit.PerMinute($"d|{campaign.Account}|{campaign.Name}|{(group is null ? Escape(domain) : "~" + group.Name)}", perMinute);
        if (group?.PerMinute is { } most)
            yield return new RateLimit.PerMinute($"p|{group.Name}", most);
    }

    // The start is part of the key: a plan that begins anew counts its steps anew.
    private static RateLimit.Ramp Ramp(string key, RampUp plan, DateTimeOffset start) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{key}|r{start.ToUnixTimeSeconds()}"), plan, start);

    // A row key takes neither '/', '\', '#', '?' nor control characters, and at most 512 characters; a domain has at most 253.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = char.IsLetterOrDigit(c) || c is '@' or '.' or '-' or '_' ? escaped.Append(c) : escaped.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        return escaped.ToString();
    }
}
