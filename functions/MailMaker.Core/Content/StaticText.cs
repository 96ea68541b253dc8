namespace MailMaker.Core.Content;

/// <summary>One run of static text of a template: pieces, and between them what differs from mail to mail though no field stands there.</summary>
internal sealed class StaticText
{
    private StaticText(IReadOnlyList<StaticStep> steps) => Steps = [.. steps];

    /// <summary>In order.</summary>
    public StaticStep[] Steps { get; }

    /// <summary>Takes a marked text apart.</summary>
    public static StaticText Of(string marked)
    {
        var steps = new List<StaticStep>();
        var rest = marked.Replace(Marks.Static.ToString(), "", StringComparison.Ordinal).AsSpan();
        for (int at; (at = rest.IndexOfAny(Marks.Link, Marks.Pixel)) >= 0;)
        {
            AddPiece(rest[..at], steps);
            var end = rest[at] == Marks.Link ? rest.IndexOf(Marks.LinkEnd) : at;
            if (end > at && int.TryParse(rest[(at + 1)..end], out var number))
                steps.Add(new StaticStep(null, number));
            else if (rest[at] == Marks.Pixel)
                steps.Add(new StaticStep(null, StaticStep.Pixel));
            rest = rest[(Math.Max(at, end) + 1)..];
        }

        AddPiece(rest, steps);
        return new StaticText(steps);
    }

    private static void AddPiece(ReadOnlySpan<char> text, List<StaticStep> steps)
    {
        if (text.Length > 0)
            steps.Add(new StaticStep(new StaticPiece(text.ToString()), 0));
    }
}
