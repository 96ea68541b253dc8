using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MailMaker.Core.Tests.Accounts;

/// <summary>Pictures made on the spot.</summary>
internal static class Pictures
{
    /// <summary>A PNG; with a true size it can be shown.</summary>
    public static byte[] Png(uint width, uint height, bool moving = false)
    {
        var file = new List<byte> { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(file, "IHDR"u8, header);
        if (moving)
            Chunk(file, "acTL"u8, new byte[8]);
        Chunk(file, "IDAT"u8, Pixels(Math.Min(width, 64), Math.Min(height, 64)));
        Chunk(file, "IEND"u8, []);
        return [.. file];
    }

    /// <summary>The head of a JPEG: an APP0 segment and a frame header.</summary>
    public static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9,
    ];

    private static byte[] Pixels(uint width, uint height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(new byte[(width + 1) * height]);
        return packed.ToArray();
    }

    private static void Chunk(List<byte> file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)data.Length);
        file.AddRange(number);
        byte[] body = [.. type, .. data];
        file.AddRange(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.AddRange(number);
    }
}
