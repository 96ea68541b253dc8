namespace MailMaker.Core;

/// <summary>JSON pointers (RFC 6901).</summary>
public static class JsonPointer
{
    /// <summary>A member's name or an element's place as a step of a pointer, such as <c>/caps</c>.</summary>
    public static string Step(string name) => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
