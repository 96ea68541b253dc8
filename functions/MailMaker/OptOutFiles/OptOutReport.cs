using MailMaker.Core.Consent;
using MailMaker.Core.Imports;

namespace MailMaker.OptOutFiles;

/// <summary>What the uploader of an opt-out file is told: exact, and without anything of any person.</summary>
public sealed record OptOutReport
{
    /// <summary>The file's container and path.</summary>
    public required string File { get; init; }

    /// <summary><see cref="ImportState.Completed"/>, <see cref="ImportState.Refused"/> or <see cref="ImportState.Failed"/>.</summary>
    public required ImportState State { get; init; }

    /// <summary>Why, when it was not taken to its end.</summary>
    public string? Reason { get; init; }

    /// <summary>When the file was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When everybody in it had left: no mail to them begins from then on.</summary>
    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>What it did.</summary>
    public required OptOutCounts Counts { get; init; }

    /// <summary>Rejected rows by column and reason.</summary>
    public IReadOnlyDictionary<string, long>? RejectedByReason { get; init; }

    /// <summary>Container and path of all rejected rows, when there are any.</summary>
    public string? RejectsFile { get; init; }
}
