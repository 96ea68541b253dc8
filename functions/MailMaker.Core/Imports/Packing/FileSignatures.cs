namespace MailMaker.Core.Imports.Packing;

/// <summary>Tells files by their first bytes.</summary>
internal static class FileSignatures
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Length = 8;

    /// <summary>What a file is.</summary>
    /// <param name="head">Its first bytes.</param>
    public static FileSignature Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => FileSignature.Gzip,
        [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => FileSignature.Zip,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] => FileSignature.CompoundFile,
        _ => FileSignature.Text,
    };
}
