namespace MailMaker.Embedded.Tables.Filters;

/// <summary>A stored row as a filter sees it: nothing is decoded before a comparison asks for it.</summary>
internal readonly ref struct FilterRow(ReadOnlySpan<byte> key, long version, ReadOnlySpan<byte> body)
{
    public ReadOnlySpan<byte> Key { get; } = key;

    public long Version { get; } = version;

    public ReadOnlySpan<byte> Body { get; } = body;
}
