using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Accounts;

/// <summary>How fast one sender of an account may go, over all its campaigns.</summary>
/// <param name="Sender">An address such as <c>news@example.com</c>, a whole domain such as <c>example.com</c>, or the sender of text messages.</param>
/// <param name="PerMinute">Messages in any 60 seconds; null: no such limit.</param>
/// <param name="RampUp">A limit that grows by day or hour; null: none.</param>
public sealed record SenderRate(string Sender, int? PerMinute = null, RampUp? RampUp = null)
{
    /// <summary>Senders an account may limit.</summary>
    public const int MostSenders = 50;

    /// <summary>Whether a sender is this one, or an address of this domain.</summary>
    public bool IsOf(string sender) =>
        sender.Equals(Sender, StringComparison.OrdinalIgnoreCase) || sender.EndsWith("@" + Sender, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every fault of an account's rates.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<SenderRate> rates)
    {
        if (rates.Count > MostSenders)
            yield return new("/senderRates", $"An account limits at most {MostSenders} senders.");
        for (var i = 0; i < rates.Count; i++)
        {
            if (rates[i] is not { } rate)
            {
                yield return new($"/senderRates/{i}", "Write an object with sender and perMinute or rampUp.");
                continue;
            }

            // Two limits for one sender would be kept in one book, and each message counted twice.
            if (rates.Take(i).Any(r => string.Equals(r?.Sender, rate.Sender, StringComparison.OrdinalIgnoreCase)))
                yield return new($"/senderRates/{i}/sender", "The sender is named above already.");
            foreach (var problem in rate.Check($"/senderRates/{i}"))
                yield return problem;
        }
    }

    private IEnumerable<Problem> Check(string pointer)
    {
        if (string.IsNullOrEmpty(Sender) || Sender.Length > 254 || !Sender.All(c => char.IsAsciiLetterOrDigit(c) || "@.+-_ ".Contains(c, StringComparison.Ordinal)))
            yield return new(pointer + "/sender", "Name a sender's address, its domain, or the sender of text messages.");
        if (RampUp is { StartsAt: null })
            yield return new(pointer + "/rampUp/startsAt", "Say when the sender's ramp-up starts.");
        foreach (var problem in RateLimit.CheckPerMinute(pointer + "/perMinute", PerMinute).Concat(RampUp?.Check(pointer + "/rampUp") ?? []))
            yield return problem;
    }
}
