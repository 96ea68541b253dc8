using System.Text.Json;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Persons;

/// <summary>Everything that a list knows of a person, as it is given on request (GDPR art. 15 and 20).</summary>
public sealed record PersonRecord
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The list.</summary>
    public required string List { get; init; }

    /// <summary>Who answers for the data.</summary>
    public DataController? DataController { get; init; }

    /// <summary>When the record was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The person's key in the list.</summary>
    public required string Key { get; init; }

    /// <summary>The person's fields; null when it is not on the list (any more).</summary>
    public JsonElement? Fields { get; init; }

    /// <summary>Whether the person may be written to: <c>subscribed</c>, <c>left</c>, <c>suppressed</c>, <c>notConsented</c>, or <c>removed</c> when it is not on the list.</summary>
    public required string Status { get; init; }

    /// <summary>The goodbye that holds; null when there is none.</summary>
    public Goodbye? Left { get; init; }

    /// <summary>What the person chose itself; null when nothing.</summary>
    public JsonElement? Choices { get; init; }

    /// <summary>Everything that happened to the person's consent, with its proof.</summary>
    public IReadOnlyList<PersonEvidence> Consents { get; init; } = [];

    /// <summary>What is wrong with the chain of proof; empty when it holds.</summary>
    public IReadOnlyList<Problem> ChainFaults { get; init; } = [];

    /// <summary>What was sent.</summary>
    public IReadOnlyList<PersonSend> Sends { get; init; } = [];

    /// <summary>What the person opened and clicked, and what machines did in its place.</summary>
    public IReadOnlyList<PersonTrack> Tracks { get; init; } = [];

    /// <summary>Suppressions of the person's addresses.</summary>
    public IReadOnlyList<SuppressionAnswer> Suppressions { get; init; } = [];

    /// <summary>All of it in the order in which it happened.</summary>
    public IReadOnlyList<PersonEvent> Events { get; init; } = [];
}
