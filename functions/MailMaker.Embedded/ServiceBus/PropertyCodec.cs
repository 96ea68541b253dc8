using System.Runtime.Serialization;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>Message properties as bytes for the store, with every value's type kept.</summary>
internal static class PropertyCodec
{
    /// <summary>The bytes that <see cref="Decode"/> reads.</summary>
    /// <exception cref="SerializationException">An application property has a type that the service does not carry.</exception>
    public static byte[] Encode(MessageProperties properties)
    {
        using var stream = new MemoryStream(128);
        using var writer = new BinaryWriter(stream);
        var present = 0;
        for (var i = 0; i < MessageProperties.TextCount; i++)
            present |= properties.Texts[i] is null ? 0 : 1 << i;
        writer.Write((ushort)present);
        foreach (var text in properties.Texts)
        {
            if (text is not null)
                writer.Write(text);
        }

        writer.Write7BitEncodedInt(properties.Application.Count);
        foreach (var (key, value) in properties.Application)
        {
            writer.Write(key);
            WriteValue(writer, key, value);
        }

        return stream.ToArray();
    }

    /// <summary>The properties that were encoded.</summary>
    public static MessageProperties Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var properties = new MessageProperties();
        int present = reader.ReadUInt16();
        for (var i = 0; i < MessageProperties.TextCount; i++)
        {
            if ((present & (1 << i)) != 0)
                properties.Texts[i] = reader.ReadString();
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            properties.Application[reader.ReadString()] = ReadValue(reader);
        return properties;
    }

    private static void WriteValue(BinaryWriter writer, string key, object? value)
    {
        switch (value)
        {
            case null: Tag(0); break;
            case string v: Tag(1).Write(v); break;
            case bool v: Tag(2).Write(v); break;
            case byte v: Tag(3).Write(v); break;
            case sbyte v: Tag(4).Write(v); break;
            case short v: Tag(5).Write(v); break;
            case ushort v: Tag(6).Write(v); break;
            case int v: Tag(7).Write(v); break;
            case uint v: Tag(8).Write(v); break;
            case long v: Tag(9).Write(v); break;
            case ulong v: Tag(10).Write(v); break;
            case float v: Tag(11).Write(v); break;
            case double v: Tag(12).Write(v); break;
            case decimal v: Tag(13).Write(v); break;
            case char v: Tag(14).Write((ushort)v); break;
            case Guid v: Tag(15).Write(v.ToByteArray()); break;
            case Uri v: Tag(16).Write(v.OriginalString); break;
            // AMQP 1.0 §1.6.17: a timestamp is milliseconds in UTC.
            case DateTime v: Tag(17).Write(new DateTimeOffset(v.ToUniversalTime()).ToUnixTimeMilliseconds()); break;
            case DateTimeOffset v: Tag(18).Write(v.UtcTicks); break;
            case TimeSpan v: Tag(19).Write(v.Ticks); break;
            default: throw new SerializationException($"The application property '{key}' has the type {value.GetType()}, which Service Bus does not carry.");
        }

        BinaryWriter Tag(byte tag)
        {
            writer.Write(tag);
            return writer;
        }
    }

    private static object? ReadValue(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => null,
        1 => reader.ReadString(),
        2 => reader.ReadBoolean(),
        3 => reader.ReadByte(),
        4 => reader.ReadSByte(),
        5 => reader.ReadInt16(),
        6 => reader.ReadUInt16(),
        7 => reader.ReadInt32(),
        8 => reader.ReadUInt32(),
        9 => reader.ReadInt64(),
        10 => reader.ReadUInt64(),
        11 => reader.ReadSingle(),
        12 => reader.ReadDouble(),
        13 => reader.ReadDecimal(),
        14 => (char)reader.ReadUInt16(),
        15 => new Guid(reader.ReadBytes(16)),
        16 => new Uri(reader.ReadString(), UriKind.RelativeOrAbsolute),
        17 => DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()).UtcDateTime,
        18 => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        19 => new TimeSpan(reader.ReadInt64()),
        var tag => throw new InvalidDataException($"A stored message property has the unknown type {tag}."),
    };
}
