namespace MailMaker.Core.Content;

/// <summary>
/// The memory that one worker renders into, mail after mail, so that a mail of 15 KB costs no garbage. Not thread-safe: one per worker.
/// A mail rendered into it is valid until the next one is.
/// </summary>
public sealed class RenderBuffer
{
    internal PartWriter Subject { get; } = new(256);

    internal PartWriter Html { get; } = new(4 * 1024);

    internal PartWriter Text { get; } = new(4 * 1024);
}
