using System.Text;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// Gives stored names back as the same strings again and again: a table has few names and millions of rows. A fixed number of slots;
/// a name that falls on a taken slot replaces what is there, so memory is bounded whatever names there are. Thread-safe without locks:
/// a slot is one immutable object.
/// </summary>
internal static class PropertyNames
{
    private const int Slots = 2048;
    private static readonly Slot?[] Table = new Slot?[Slots];

    /// <summary>The name of some UTF-8 bytes.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        foreach (var b in utf8)
            hash = (hash * 31) + b;
        ref var slot = ref Table[hash % Slots];
        if (slot is { } known && utf8.SequenceEqual(known.Utf8))
            return known.Name;
        var name = Encoding.UTF8.GetString(utf8);
        slot = new Slot(utf8.ToArray(), name);
        return name;
    }

    private sealed class Slot(byte[] utf8, string name)
    {
        public byte[] Utf8 => utf8;

        public string Name => name;
    }
}
