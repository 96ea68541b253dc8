using System.Security.Cryptography;
using System.Text;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>Name-based GUIDs (RFC 9562 §5.5, version 5).</summary>
internal static class NameBasedGuid
{
    // The namespace that the service derives orchestration GUIDs in, so that ids made here equal the ones made there.
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    /// <summary>The GUID of a name: always the same one.</summary>
    public static Guid Create(string name)
    {
        Span<byte> input = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        // Not for security: version 5 is defined over SHA-1.
#pragma warning disable CA5350
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
