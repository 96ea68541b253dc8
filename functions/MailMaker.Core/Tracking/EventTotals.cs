using System.Buffers.Binary;

namespace MailMaker.Core.Tracking;

/// <summary>A campaign's opens and clicks, those of persons and of machines apart, and each link's. Not thread-safe.</summary>
public sealed class EventTotals
{
    private const int Size = 16;
    private readonly List<ItemTotals> links = [];

    /// <summary>Opens.</summary>
    public ItemTotals Opens { get; private set; }

    /// <summary>Clicks on whichever link: times are the sum of the links', recipients are counted once.</summary>
    public ItemTotals Clicks { get; private set; }

    /// <summary>Clicks by link; a link that nobody clicked may be missing at the end.</summary>
    public IReadOnlyList<ItemTotals> Links => links;

    /// <summary>Reads the packed form; null or empty is nothing.</summary>
    public static EventTotals FromBytes(byte[]? bytes)
    {
        var totals = new EventTotals();
        for (var at = 0; bytes is not null && at + Size <= bytes.Length; at += Size)
        {
            var read = Read(bytes.AsSpan(at));
            if (at == 0)
                totals.Opens = read;
            else if (at == Size)
                totals.Clicks = read;
            else
                totals.links.Add(read);
        }

        return totals;
    }

    /// <summary>The packed form, 16 bytes each.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[(2 + links.Count) * Size];
        Write(Opens, bytes);
        Write(Clicks, bytes.AsSpan(Size));
        for (var i = 0; i < links.Count; i++)
            Write(links[i], bytes.AsSpan((2 + i) * Size));
        return bytes;
    }

    /// <summary>Adds all of another's.</summary>
    public void Add(EventTotals other)
    {
        Opens += other.Opens;
        Clicks += other.Clicks;
        for (var i = 0; i < other.links.Count; i++)
            AddLink(i, other.links[i]);
    }

    /// <summary>Takes all of another's away.</summary>
    public void Subtract(EventTotals other)
    {
        Opens -= other.Opens;
        Clicks -= other.Clicks;
        for (var i = 0; i < other.links.Count; i++)
            AddLink(i, default(ItemTotals) - other.links[i]);
    }

    /// <summary>Adds a click that is nobody's: the recipient is not kept, because it did not agree to be or is not on the list any more.</summary>
    public void AddNobodys(int link, bool isMachine)
    {
        var one = isMachine ? new ItemTotals(0, 1, 0, 0) : new ItemTotals(1, 0, 0, 0);
        Clicks += one;
        AddLink(link, one);
    }

    internal void AddItem(TrackedItem item)
    {
        var one = Of(item.Persons, item.Machines);
        if (item.Item == 0)
            Opens += one;
        else
            AddLink(item.Item - 1, one);
    }

    internal void AddRecipient(IEnumerable<TrackedItem> items)
    {
        var (persons, machines) = (0, 0);
        foreach (var item in items.Where(i => i.Item > 0))
            (persons, machines) = (persons + item.Persons, machines + item.Machines);
        Clicks += Of(persons, machines);
    }

    private static ItemTotals Of(int persons, int machines) => new(persons, machines, persons > 0 ? 1 : 0, persons == 0 && machines > 0 ? 1 : 0);

    private static ItemTotals Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadInt32BigEndian(bytes[12..]));

    private static void Write(ItemTotals totals, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, totals.Persons);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], totals.Machines);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], totals.Recipients);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], totals.MachineRecipients);
    }

    private void AddLink(int link, ItemTotals totals)
    {
        while (links.Count <= link)
            links.Add(default);
        links[link] += totals;
    }
}
