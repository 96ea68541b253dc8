using System.Text.Json.Serialization;
using MailMaker.Core;

namespace MailMaker.Contacts;

/// <summary>What became of one item of a call.</summary>
/// <param name="Key">The contact's key in canonical form; empty when it can't be read.</param>
/// <param name="Result">What was done.</param>
public sealed record ContactResult(string Key, ContactResultKind Result)
{
    /// <summary>Whether the person has left or is suppressed: the data was taken, the consent stays as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Protected { get; init; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<Problem>? Errors { get; init; }

    /// <summary>The contact's fields afterwards; null when there are none.</summary>
    [JsonIgnore]
    public byte[]? Fields { get; init; }
}
