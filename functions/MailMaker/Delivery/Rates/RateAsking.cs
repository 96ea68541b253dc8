using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Delivery.Rates;

/// <summary>What one run of a slice asks of the books, or gives back to them.</summary>
/// <param name="requests">The messages.</param>
/// <param name="at">When it asks; of what is given back, when it was taken.</param>
/// <param name="givesBack">Whether it gives back.</param>
internal sealed class RateAsking(IReadOnlyList<RateRequest> requests, DateTimeOffset at, bool givesBack)
{
    /// <summary>The messages.</summary>
    public IReadOnlyList<RateRequest> Requests => requests;

    /// <summary>For each message null when it may go, else when to ask again.</summary>
    public DateTimeOffset?[] Due { get; } = new DateTimeOffset?[requests.Count];

    /// <summary>Decides for some of the messages.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="books">The limits' rows by key.</param>
    public IReadOnlyDictionary<string, RateRow> Decide(int first, int count, IReadOnlyDictionary<string, byte[]> books)
    {
        var part = requests.Skip(first).Take(count).ToList();
        if (givesBack)
            return RateTurns.GiveBack(part, books, at);
        var decision = RateTurns.Decide(part, books, at);
        for (var i = 0; i < count; i++)
            Due[first + i] = decision.DueAt[i];
        return decision.Books;
    }
}
