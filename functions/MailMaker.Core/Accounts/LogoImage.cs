using System.Buffers.Binary;

namespace MailMaker.Core.Accounts;

/// <summary>
/// Says whether bytes are a picture that may stand on a public page: PNG or JPEG, still, small in bytes and in pixels (a few kilobytes can unfold into
/// gigabytes). SVG is not among them: it can hold scripts.
/// </summary>
public static class LogoImage
{
    /// <summary>Bytes that a logo may have.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Pixels that each side may have.</summary>
    public const int MostPixels = 2000;

    /// <summary>What is wrong with the bytes; null when they will do.</summary>
    public static string? Fault(ReadOnlySpan<byte> image)
    {
        if (image.Length > MostBytes)
            return $"The logo is over {MostBytes / 1024} KiB.";
        if (ContentType(image) is null)
            return "The logo is neither a PNG nor a JPEG.";
        return (ContentType(image) == "image/png" ? PngSize(image) : JpegSize(image)) switch
        {
            null => "The logo is broken, or moves: a still PNG or JPEG is needed.",
            ( < 1 or > MostPixels, _) or (_, < 1 or > MostPixels) => $"The logo is over {MostPixels} pixels wide or high.",
            _ => null,
        };
    }

    /// <summary>The media type by the first bytes; null when it is neither of the two.</summary>
    public static string? ContentType(ReadOnlySpan<byte> image) =>
        image.StartsWith(PngSignature) ? "image/png" : image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg" : null;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // PNG (third edition) §5.3: length, type, data, CRC; IHDR comes first. An acTL chunk makes it move, which nobody could stop (WCAG 2.2 §2.2.2).
    private static (long Width, long Height)? PngSize(ReadOnlySpan<byte> image)
    {
        (long, long)? size = null;
        for (var rest = image[8..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            if (length > rest.Length - 12 || type.SequenceEqual("acTL"u8) || (size is null && (!type.SequenceEqual("IHDR"u8) || length != 13)))
                return null;
            if (size is null)
                size = (BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), BinaryPrimitives.ReadUInt32BigEndian(rest[12..]));
            else if (type.SequenceEqual("IDAT"u8))
                return size;
            rest = rest[(12 + (int)length)..];
        }

        return null;
    }

    // ITU-T T.81 §B.1.1: marker segments; a frame header (SOFn) holds the size.
    private static (long Width, long Height)? JpegSize(ReadOnlySpan<byte> image)
    {
        for (var rest = image[2..]; rest.Length >= 9 && rest[0] == 0xFF;)
        {
            if (rest[1] == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            if (rest[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || rest.Length < 2 + length)
                return null;
            rest = rest[(2 + length)..];
        }

        return null;
    }
}
