using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>A sign-up that waits for its confirmation. It is no contact: it is deleted with its link's time.</summary>
public sealed record PendingSignUp
{
    /// <summary>Random; with <see cref="ExpiresAt"/> it is the row's key.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the link stops working, in whole minutes.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The list's owner.</summary>
    public required string Account { get; init; }

    /// <summary>The list.</summary>
    public required string List { get; init; }

    /// <summary>The form's name.</summary>
    public required string Form { get; init; }

    /// <summary>The address in canonical form; empty once confirmed.</summary>
    public required string Address { get; init; }

    /// <summary>The fields that were filled in, as kept; empty once confirmed.</summary>
    public required byte[] Fields { get; init; }

    /// <summary>The purposes that were ticked.</summary>
    public required IReadOnlyList<ConsentPurpose> Given { get; init; }

    /// <summary>The language it was posted in.</summary>
    public required string Language { get; init; }

    /// <summary>The version of the consent texts that were shown.</summary>
    public required int TextVersion { get; init; }

    /// <summary>The texts themselves, with what was ticked.</summary>
    public required string Text { get; init; }

    /// <summary>When the form was posted.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From where.</summary>
    public string? Ip { get; init; }

    /// <summary>By which program.</summary>
    public string? UserAgent { get; init; }

    /// <summary>When it was confirmed; null as long as it waits.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The link that confirms it.</summary>
    public ConfirmationLink Link => new(Id, ExpiresAt);
}
