using System.Buffers.Binary;
using System.Text;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>Walks the properties of a row's body without making anything of what it passes.</summary>
internal ref struct PropertyReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> rest = body[EntityEncoder.HeaderLength..];

    /// <summary>How many properties the body has.</summary>
    public readonly int Count { get; } = BinaryPrimitives.ReadUInt16LittleEndian(body[1..]);

    /// <summary>The current property's name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The current property's type.</summary>
    public EdmType Type { get; private set; }

    /// <summary>The current property's value as it is stored.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The current property whole, for copying it.</summary>
    public ReadOnlySpan<byte> Encoded { get; private set; }

    /// <summary>Moves to the next property; false when there is none.</summary>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;
        var start = rest;
        var length = ReadLength();
        Name = rest[..length];
        Type = (EdmType)rest[length];
        rest = rest[(length + 1)..];
        var size = Type switch
        {
            EdmType.False or EdmType.True => 0,
            EdmType.Int32 => 4,
            EdmType.Guid => 16,
            EdmType.Int64 or EdmType.Double or EdmType.DateTime => 8,
            _ => ReadLength(),
        };
        Value = rest[..size];
        rest = rest[size..];
        Encoded = start[..^rest.Length];
        return true;
    }

    /// <summary>Moves to the property of a name; false when there is none.</summary>
    public bool Find(ReadOnlySpan<byte> name)
    {
        while (Next())
        {
            if (Name.SequenceEqual(name))
                return true;
        }

        return false;
    }

    /// <summary>The current property's value as the client sees it.</summary>
    public readonly object ToObject() => Type switch
    {
        EdmType.String => Encoding.UTF8.GetString(Value),
        EdmType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(Value),
        EdmType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(Value),
        EdmType.False => Boxes.False,
        EdmType.True => Boxes.True,
        EdmType.DateTime => new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(Value), TimeSpan.Zero),
        EdmType.Double => BinaryPrimitives.ReadDoubleLittleEndian(Value),
        EdmType.Guid => new Guid(Value),
        EdmType.Binary => Value.ToArray(),
        _ => throw new InvalidDataException($"A stored property has the unknown type {(byte)Type}."),
    };

    /// <summary>What the current property costs against <see cref="EntityLimits.EntityBytes" />.</summary>
    public readonly int Size => 8 + (2 * Encoding.UTF8.GetCharCount(Name)) + Type switch
    {
        EdmType.String => 4 + (2 * Encoding.UTF8.GetCharCount(Value)),
        EdmType.Binary => 4 + Value.Length,
        EdmType.False or EdmType.True => 1,
        _ => Value.Length,
    };

    private int ReadLength()
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = rest[0];
            rest = rest[1..];
            length |= (next & 0x7F) << shift;
            if (next < 0x80)
                return length;
        }
    }

    private static class Boxes
    {
        public static readonly object False = false;
        public static readonly object True = true;
    }
}
