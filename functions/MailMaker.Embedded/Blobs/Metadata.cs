namespace MailMaker.Embedded.Blobs;

/// <summary>The service's rules for metadata: names are C# identifiers (they travel as headers), values printable ASCII, 8 KiB in all.</summary>
internal static class Metadata
{
    private const int MaxBytes = 8 * 1024;

    public static Dictionary<string, string> None => new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A checked copy; names that differ only in case are one.</summary>
    public static Dictionary<string, string> Checked(IDictionary<string, string>? metadata)
    {
        var copy = None;
        var bytes = 0;
        foreach (var (name, value) in metadata ?? None)
        {
            if (!IsIdentifier(name) || value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !copy.TryAdd(name, value))
                throw BlobErrors.InvalidMetadata();
            bytes += name.Length + value.Length;
        }

        return bytes <= MaxBytes ? copy : throw BlobErrors.MetadataTooLarge();
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
