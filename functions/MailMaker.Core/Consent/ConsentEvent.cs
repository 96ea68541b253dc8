namespace MailMaker.Core.Consent;

/// <summary>One thing that happened to a person's consent on a list, as evidence. Holds no address and no name.</summary>
public sealed record ConsentEvent
{
    /// <summary>What happened.</summary>
    public required ConsentEventKind Kind { get; init; }

    /// <summary>When it happened; for a double opt-in the moment of the confirmation.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Through which door.</summary>
    public required ConsentSource Source { get; init; }

    /// <summary>The first moment of a double opt-in: when the form was posted.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Where the form was posted from, when the confirmation came from elsewhere.</summary>
    public ConsentSource? RequestedFrom { get; init; }

    /// <summary>The form's name.</summary>
    public string? Form { get; init; }

    /// <summary>The version of the text that was agreed to.</summary>
    public int? TextVersion { get; init; }

    /// <summary>The text itself, word for word.</summary>
    public string? Text { get; init; }

    /// <summary>The campaign whose mail led to it.</summary>
    public string? Campaign { get; init; }

    /// <summary>What was chosen: fields of consent and preference, such as <c>trackingConsent</c>. Never an address or a name.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Anything else worth proving: the reason of a goodbye or a suppression, why a protection was lifted.</summary>
    public string? Note { get; init; }
}
