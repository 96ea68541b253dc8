using System.Buffers.Binary;
using System.Text;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// Writes an entity's own properties as a row's body: the format's number (1), how many properties (2 bytes), then each as name,
/// type and value. Lengths are variable-length integers, numbers little-endian, texts UTF-8. A boolean's value is in its type.
/// Checks the rules of names, values and sizes on the way.
/// </summary>
internal static class EntityEncoder
{
    /// <summary>The format's number and the count.</summary>
    public const int HeaderLength = 3;

    /// <summary>What a property costs at least against <see cref="EntityLimits.EntityBytes" />, beside its name and value.</summary>
    private const int BytesPerProperty = 8;

    /// <summary>Appends the body of an entity; a fault when a rule of the service is broken.</summary>
    public static TableFault? Write(ByteBuffer target, in PropertyList properties, string partitionKey, string rowKey)
    {
        var start = target.Length;
        target.Write([1, 0, 0]);
        var count = 0;
        var size = EntityLimits.KeyBytes(partitionKey, rowKey);
        for (var i = 0; i < properties.Count; i++)
        {
            var name = properties.Names[i];
            if (properties.Values[i] is not { } value || EntityNames.IsSystem(name))
                continue;
            if (EntityLimits.FaultOfName(name) is { } badName)
                return badName;
            WriteName(target, name);
            if (WriteValue(target, value, out var valueSize) is { } badValue)
                return badValue;
            count++;
            size += BytesPerProperty + (2 * name.Length) + valueSize;
        }

        SetCount(target.Written(start..), count);
        return EntityLimits.FaultOfEntity(count, size);
    }

    /// <summary>Sets the count of a body.</summary>
    public static void SetCount(Span<byte> body, int count) => BinaryPrimitives.WriteUInt16LittleEndian(body[1..], (ushort)count);

    /// <summary>The exception for a value that no property can have.</summary>
    public static NotSupportedException NoType(object value) =>
        new($"Table Storage has no type for a {value.GetType()}: use String, Int32, Int64, Boolean, Double, DateTime, Guid or Binary.");

    private static void WriteName(ByteBuffer target, string name)
    {
        WriteLength(target, Encoding.UTF8.GetByteCount(name));
        target.Advance(Encoding.UTF8.GetBytes(name, target.Room(3 * name.Length)));
    }

    private static TableFault? WriteValue(ByteBuffer target, object value, out int size)
    {
        switch (value)
        {
            case string text:
                return WriteString(target, text, out size);
            case int number:
                BinaryPrimitives.WriteInt32LittleEndian(Start(target, EdmType.Int32, size = 4), number);
                return null;
            case long number:
                BinaryPrimitives.WriteInt64LittleEndian(Start(target, EdmType.Int64, size = 8), number);
                return null;
            case bool flag:
                Start(target, flag ? EdmType.True : EdmType.False, 0);
                size = 1;
                return null;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(Start(target, EdmType.Double, size = 8), number);
                return null;
            case DateTimeOffset instant:
                return WriteInstant(target, instant.UtcDateTime, out size);
            case DateTime instant:
                return WriteInstant(target, instant, out size);
            case Guid guid:
                guid.TryWriteBytes(Start(target, EdmType.Guid, size = 16));
                return null;
            case byte[] bytes:
                return WriteBinary(target, bytes, out size);
            case BinaryData bytes:
                return WriteBinary(target, bytes.ToMemory().Span, out size);
            default:
                throw NoType(value);
        }
    }

    private static TableFault? WriteString(ByteBuffer target, string text, out int size)
    {
        size = 4 + (2 * text.Length);
        if (text.Length > EntityLimits.StringUnits)
            return TableFault.PropertyValueTooLarge;
        Start(target, EdmType.String, 0);
        WriteLength(target, Encoding.UTF8.GetByteCount(text));
        target.Advance(Encoding.UTF8.GetBytes(text, target.Room(3 * text.Length)));
        return null;
    }

    private static TableFault? WriteBinary(ByteBuffer target, ReadOnlySpan<byte> bytes, out int size)
    {
        size = 4 + bytes.Length;
        if (bytes.Length > EntityLimits.BinaryBytes)
            return TableFault.PropertyValueTooLarge;
        Start(target, EdmType.Binary, 0);
        WriteLength(target, bytes.Length);
        target.Write(bytes);
        return null;
    }

    private static TableFault? WriteInstant(ByteBuffer target, DateTime instant, out int size)
    {
        size = 8;
        if (instant.Kind != DateTimeKind.Utc)
            return TableFault.InvalidInput("A date must be in UTC.");
        if (instant < EntityLimits.EarliestInstant)
            return TableFault.OutOfRangeInput("A date before 1601 can't be stored.");
        BinaryPrimitives.WriteInt64LittleEndian(Start(target, EdmType.DateTime, 8), instant.Ticks);
        return null;
    }

    private static Span<byte> Start(ByteBuffer target, EdmType type, int size)
    {
        var room = target.Room(1 + size);
        room[0] = (byte)type;
        target.Advance(1 + size);
        return room.Slice(1, size);
    }

    private static void WriteLength(ByteBuffer target, int length)
    {
        var room = target.Room(5);
        var used = 0;
        for (; length >= 0x80; length >>= 7)
            room[used++] = (byte)(length | 0x80);
        room[used++] = (byte)length;
        target.Advance(used);
    }
}
