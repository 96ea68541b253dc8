using System.Net;

namespace MailMaker.Core.Content.Links;

/// <summary>
/// Where the tracked links of a campaign's mails lead: fixed when the campaign is launched, never in the URL, so that no link can be turned into an open redirect.
/// A target may hold merge fields behind its host; it is then rendered for the contact when it is asked for. Thread-safe.
/// </summary>
public sealed class LinkTargets
{
    /// <summary>None.</summary>
    public static readonly LinkTargets None = new([], new MailScene());

    private readonly IReadOnlyList<string> targets;
    private readonly CompiledPart?[] personal;
    private readonly MailScene scene;

    /// <summary>The targets of a campaign.</summary>
    /// <param name="targets">As the campaign's content keeps them, by number.</param>
    /// <param name="scene">What all its mails share.</param>
    public LinkTargets(IReadOnlyList<string> targets, MailScene scene)
    {
        (this.targets, this.scene) = (targets, scene);
        personal = [.. targets.Select(t => t.Contains("{{", StringComparison.Ordinal) ? TemplateCompiler.Plain(t, scene) : null)];
    }

    /// <summary>How many links.</summary>
    public int Count => targets.Count;

    /// <summary>The target as it was written, merge fields and all: for reports. Null when there is no such link.</summary>
    public string? Find(int number) => number >= 0 && number < targets.Count ? targets[number] : null;

    /// <summary>Whether the target of a link holds merge fields.</summary>
    public bool IsPersonal(int number) => Find(number) is not null && personal[number] is not null;

    /// <summary>Where a link leads, ready for a <c>Location</c> header; null when there is no such link.</summary>
    /// <param name="number">The link.</param>
    /// <param name="fields">The contact's fields as kept (UTF-8 JSON); looked at only when <see cref="IsPersonal"/>. Empty when the contact is gone: its fields are then empty.</param>
    public string? Resolve(int number, ReadOnlySpan<byte> fields)
    {
        if (Find(number) is not { } target)
            return null;
        if (personal[number] is null)
            return LinkLocation.Of(target);
        var model = new MailModel(scene);
        model.TryFill(fields.IsEmpty ? "{}"u8 : fields, "");
        var location = LinkLocation.Of(Plain(number, model));
        // A value that changes the host is nothing the campaign's author wrote.
        return location is not null && LinkLocation.HaveSameOrigin(location, target) ? location : LinkLocation.OriginOf(target);
    }

    /// <summary>The target for a contact, as text; empty when there is no such link.</summary>
    internal string Plain(int number, MailModel model)
    {
        if (Find(number) is not { } target)
            return "";
        if (personal[number] is not { } part)
            return target;
        var writer = new PartWriter(256);
        part.Render(model, writer, MailPlaces.None);
        return writer.Written.ToString();
    }

    /// <summary>The same within an attribute of HTML.</summary>
    internal string Escaped(int number, MailModel model) => WebUtility.HtmlEncode(Plain(number, model));
}
