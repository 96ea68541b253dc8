namespace MailMaker.Core.Tracking;

/// <summary>
/// What one recipient of a campaign opened and clicked, persons and machines apart: counts and first times for each thing of the mail, never a row for each request, so that nobody can fill the
/// store by asking again and again. Immutable.
/// </summary>
public sealed class RecipientEvents
{
    private readonly TrackedItem[] items;

    private RecipientEvents(TrackedItem[] items) => this.items = items;

    /// <summary>Nothing yet.</summary>
    public static RecipientEvents None { get; } = new([]);

    /// <summary>Each thing that was asked for, the pixel first, then the links in their order.</summary>
    public IReadOnlyList<TrackedItem> Items => items;

    /// <summary>When the person first opened the mail; null when only machines did, or nobody.</summary>
    public DateTimeOffset? OpenedAt => Moment(items.Where(i => i.Item == 0 && i.FirstPersonAt > 0).Select(i => i.FirstPersonAt));

    /// <summary>When the person first clicked a link; null when only machines did, or nobody.</summary>
    public DateTimeOffset? ClickedAt => Moment(items.Where(i => i.Item > 0 && i.FirstPersonAt > 0).Select(i => i.FirstPersonAt));

    /// <summary>The last moment at which the person surely asked for something; null when only machines did. Of what a machine asked for after the person, the person's first moment is known.</summary>
    public DateTimeOffset? SeenAt => items.Where(i => i.Persons > 0).Select(i => i.IsLastPerson ? i.LastAt : i.FirstPersonAt).DefaultIfEmpty().Max() is var last and > 0
        ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null;

    /// <summary>Reads the packed form.</summary>
    public static RecipientEvents FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % TrackedItem.Size != 0)
            throw new FormatException($"A recipient's events have {TrackedItem.Size} bytes an item.");
        var items = new TrackedItem[bytes.Length / TrackedItem.Size];
        for (var i = 0; i < items.Length; i++)
            items[i] = TrackedItem.Read(bytes[(i * TrackedItem.Size)..]);
        return new RecipientEvents(items);
    }

    /// <summary>The packed form.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[items.Length * TrackedItem.Size];
        for (var i = 0; i < items.Length; i++)
            items[i].Write(bytes.AsSpan(i * TrackedItem.Size));
        return bytes;
    }

    /// <summary>
    /// With one more request. It is left out when it only repeats the last one; and when it makes a burst of links with what came just before, those are a machine's as well.
    /// </summary>
    /// <param name="hit">The request.</param>
    /// <param name="isMachine">What <see cref="MachineRules.IsMachine"/> says of it.</param>
    public RecipientEvents With(TrackedHit hit, bool isMachine)
    {
        var at = hit.At.ToUnixTimeMilliseconds();
        var next = items;
        if (hit.Kind == EventKind.Click && IsBurst(hit.Item, at))
        {
            isMachine = true;
            next = [.. items.Select(i => IsNear(i, at) ? i.WithLastByMachine() : i)];
        }

        var index = Array.FindIndex(next, i => i.Item == hit.Item);
        if (index < 0)
            return new RecipientEvents([.. next.Append(new TrackedItem((ushort)hit.Item, 0, 0, 0, 0, 0, false).With(at, isMachine)).OrderBy(i => i.Item)]);
        if (next[index].IsRepeatedBy(at, isMachine))
            return next == items ? this : new RecipientEvents(next);
        next = [.. next];
        next[index] = next[index].With(at, isMachine);
        return new RecipientEvents(next);
    }

    /// <summary>What it adds to the campaign's totals.</summary>
    public EventTotals Totals()
    {
        var totals = new EventTotals();
        foreach (var item in items)
            totals.AddItem(item);
        totals.AddRecipient(items);
        return totals;
    }

    private bool IsBurst(int item, long at) => items.Count(i => i.Item != item && IsNear(i, at)) + 1 >= MachineRules.LinksOfBurst;

    private static bool IsNear(TrackedItem item, long at) => item.Item > 0 && Math.Abs(at - item.LastAt) < (long)MachineRules.Burst.TotalMilliseconds;

    private static DateTimeOffset? Moment(IEnumerable<long> milliseconds) =>
        milliseconds.DefaultIfEmpty().Min() is var first and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(first) : null;
}
