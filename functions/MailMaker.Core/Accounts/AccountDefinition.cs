using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Accounts;

/// <summary>The body of a request that makes or changes an account; see <see cref="Account"/> for the members.</summary>
public sealed record AccountDefinition
{
    /// <inheritdoc cref="Account.Title"/>
    public string? Title { get; init; }

    /// <inheritdoc cref="Account.SenderAddress"/>
    public string? SenderAddress { get; init; }

    /// <inheritdoc cref="Account.SenderName"/>
    public string? SenderName { get; init; }

    /// <inheritdoc cref="Account.SmsSender"/>
    public string? SmsSender { get; init; }

    /// <inheritdoc cref="Account.SenderRates"/>
    public IReadOnlyList<SenderRate>? SenderRates { get; init; }

    /// <inheritdoc cref="Account.TimeZone"/>
    public string? TimeZone { get; init; }

    /// <inheritdoc cref="Account.Brand"/>
    public Brand? Brand { get; init; }

    /// <inheritdoc cref="Account.Approval"/>
    public ApprovalSettings? Approval { get; init; }

    /// <inheritdoc cref="Account.AssetsUrl"/>
    public string? AssetsUrl { get; init; }

    /// <inheritdoc cref="Account.SoftBounces"/>
    public SoftBounceSettings? SoftBounces { get; init; }

    /// <inheritdoc cref="Account.Caps"/>
    public IReadOnlyList<FrequencyCap>? Caps { get; init; }

    /// <summary>The account that is asked for, or what is wrong.</summary>
    public Checked<Account> ToAccount(string name)
    {
        var problems = new List<Problem>();
        if (!Names.IsValid(name))
            problems.Add(new("", $"The account's name in the path must have {Names.Rule}."));
        if (Title is { Length: > 200 })
            problems.Add(new("/title", "The title is over 200 characters."));
        if (TimeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
            problems.Add(new("/timeZone", "There is no such IANA time zone; use one such as Europe/Rome."));
        problems.AddRange(Senders.Check("/senderAddress", SenderAddress, "/senderName", SenderName));
        problems.AddRange(SmsSenders.Check("/smsSender", SmsSender));
        problems.AddRange(SenderRate.Check(SenderRates ?? []));
        if (AssetsUrl is { Length: > 0 } && !Content.AssetsAddress.IsValid(AssetsUrl))
            problems.Add(new("/assetsUrl", "An http or https URL of at most 500 characters, without a query, such as https://static.example.com/acme."));
        problems.AddRange(Brand?.Check() ?? []);
        problems.AddRange(SoftBounces?.Check() ?? []);
        problems.AddRange(FrequencyCap.Check(Caps ?? []));
        return problems.Count > 0 ? new(null, problems) : new(
            new Account
            {
                Name = name, Title = Title ?? "", SenderAddress = SenderAddress ?? "", SenderName = SenderName ?? "", TimeZone = TimeZone ?? "Etc/UTC", Brand = Brand,
                SmsSender = SmsSender ?? "", SenderRates = SenderRates ?? [], SoftBounces = SoftBounces, Caps = Caps ?? [], Approval = Approval,
                AssetsUrl = AssetsUrl ?? "",
            },
            []);
    }
}
