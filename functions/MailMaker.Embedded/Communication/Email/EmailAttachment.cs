namespace Azure.Communication.Email;

/// <summary>A file sent along with an e-mail.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="content">Its content; the whole request has at most 10 MB, and content is sent as base64.</param>
public class EmailAttachment(string name, string contentType, BinaryData content)
{
    /// <summary>Name of the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its media type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Its content.</summary>
    public BinaryData Content { get; } = content;

    /// <summary>What the HTML names to show it inline; null for a plain attachment.</summary>
    public string? ContentId { get; set; }
}
