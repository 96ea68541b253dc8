using System.Buffers.Binary;

namespace MailMaker.Core.Tracking;

/// <summary>What one recipient did with one thing of a mail: the pixel or a link.</summary>
/// <param name="Item">See <see cref="TrackedHit.Item"/>.</param>
/// <param name="Persons">Times that pass for a person's.</param>
/// <param name="Machines">Times that were a machine's.</param>
/// <param name="FirstPersonAt">The first of the person's, milliseconds since 1970-01-01 UTC; 0 when there is none.</param>
/// <param name="FirstMachineAt">The first of a machine's; 0 when there is none.</param>
/// <param name="LastAt">The last of all.</param>
/// <param name="IsLastPerson">Whether the last one was the person's.</param>
public readonly record struct TrackedItem(
    ushort Item, ushort Persons, ushort Machines, long FirstPersonAt, long FirstMachineAt, long LastAt, bool IsLastPerson)
{
    /// <summary>Bytes of the packed form.</summary>
    public const int Size = 2 + 2 + 2 + 8 + 8 + 8 + 1;

    /// <summary>Whether a request is the last one over again.</summary>
    public bool IsRepeatedBy(long at, bool isMachine) =>
        Persons + Machines > 0 && Math.Abs(at - LastAt) < (long)MachineRules.Repeat.TotalMilliseconds && (isMachine || IsLastPerson);

    /// <summary>With one more.</summary>
    public TrackedItem With(long at, bool isMachine) => isMachine
        ? this with { Machines = More(Machines), FirstMachineAt = First(FirstMachineAt, at), LastAt = Math.Max(LastAt, at), IsLastPerson = false }
        : this with { Persons = More(Persons), FirstPersonAt = First(FirstPersonAt, at), LastAt = Math.Max(LastAt, at), IsLastPerson = true };

    /// <summary>The last one was taken for a person's and was a machine's.</summary>
    public TrackedItem WithLastByMachine() => IsLastPerson
        ? this with
        {
            Persons = (ushort)(Persons - 1), Machines = More(Machines), IsLastPerson = false,
            FirstPersonAt = Persons == 1 ? 0 : FirstPersonAt, FirstMachineAt = First(FirstMachineAt, LastAt),
        }
        : this;

    internal static TrackedItem Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[6..]), BinaryPrimitives.ReadInt64BigEndian(bytes[14..]), BinaryPrimitives.ReadInt64BigEndian(bytes[22..]), bytes[30] != 0);

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, Item);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], Persons);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], Machines);
        BinaryPrimitives.WriteInt64BigEndian(bytes[6..], FirstPersonAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[14..], FirstMachineAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[22..], LastAt);
        bytes[30] = IsLastPerson ? (byte)1 : (byte)0;
    }

    private static ushort More(ushort count) => count == ushort.MaxValue ? count : (ushort)(count + 1);

    private static long First(long known, long at) => known == 0 ? at : Math.Min(known, at);
}
