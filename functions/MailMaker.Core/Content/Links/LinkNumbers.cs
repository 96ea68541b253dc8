namespace MailMaker.Core.Content.Links;

/// <summary>Gives the links of a mail their numbers, from 0.</summary>
internal sealed class LinkNumbers
{
    private readonly List<string> targets = [];
    private readonly Dictionary<string, int> first = new(StringComparer.Ordinal);

    /// <summary>The targets by number.</summary>
    public IReadOnlyList<string> Targets => targets;

    /// <summary>The mark of a new link: two places that lead to one page are told apart.</summary>
    public string Add(string target)
    {
        targets.Add(target);
        first.TryAdd(target, targets.Count - 1);
        return Marks.OfLink(targets.Count - 1);
    }

    /// <summary>The mark of the first link with this target: the text part says again what the HTML says.</summary>
    public string FindOrAdd(string target) => first.TryGetValue(target, out var number) ? Marks.OfLink(number) : Add(target);
}
