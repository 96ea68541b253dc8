using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// The key of a stored row: table number (4 bytes, big-endian), PartitionKey, a zero byte, RowKey. Both keys are written as the UTF-8
/// form of each UTF-16 code unit by itself, so that comparing bytes gives the service's ordinal order, which UTF-8 proper does not
/// (it sorts surrogate pairs after U+E000–U+FFFF). Keys hold no character below U+0020, so the zero byte ends the PartitionKey.
/// </summary>
internal static class EntityKey
{
    /// <summary>Bytes before the PartitionKey.</summary>
    public const int Prefix = 4;

    /// <summary>Bytes that a key needs at most: three for each code unit.</summary>
    public static int MaxLength(string partitionKey, string rowKey) => Prefix + (3 * (partitionKey.Length + rowKey.Length)) + 1;

    /// <summary>Writes a key and returns its length.</summary>
    public static int Write(Span<byte> target, int table, string partitionKey, string rowKey)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, table);
        var at = Prefix + WriteText(target[Prefix..], partitionKey);
        target[at++] = 0;
        return at + WriteText(target[at..], rowKey);
    }

    /// <summary>The key as an array of its own.</summary>
    public static byte[] ToArray(int table, string partitionKey, string rowKey)
    {
        var target = new byte[MaxLength(partitionKey, rowKey)];
        return target[..Write(target, table, partitionKey, rowKey)];
    }

    /// <summary>Writes one part of a key and returns its length.</summary>
    public static int WriteText(Span<byte> target, string text)
    {
        if (Ascii.FromUtf16(text, target, out var written) == OperationStatus.Done)
            return written;
        var at = 0;
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                target[at++] = (byte)unit;
                continue;
            }

            if (unit < 0x800)
            {
                target[at++] = (byte)(0xC0 | (unit >> 6));
            }
            else
            {
                target[at++] = (byte)(0xE0 | (unit >> 12));
                target[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
            }

            target[at++] = (byte)(0x80 | (unit & 0x3F));
        }

        return at;
    }

    /// <summary>Where the zero byte stands that ends the PartitionKey.</summary>
    public static int EndOfPartition(ReadOnlySpan<byte> key) => Prefix + key[Prefix..].IndexOf((byte)0);

    /// <summary>One part of a key as text.</summary>
    public static string ReadText(ReadOnlySpan<byte> part)
    {
        if (Ascii.IsValid(part))
            return Encoding.ASCII.GetString(part);
        var text = new char[part.Length];
        var length = 0;
        for (var i = 0; i < part.Length; length++)
        {
            var first = part[i++];
            text[length] = first switch
            {
                < 0x80 => (char)first,
                < 0xE0 => (char)(((first & 0x1F) << 6) | (part[i++] & 0x3F)),
                _ => (char)(((first & 0x0F) << 12) | ((part[i++] & 0x3F) << 6) | (part[i++] & 0x3F)),
            };
        }

        return new string(text, 0, length);
    }
}
