using System.Text.Json.Serialization;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>A registered file and where its import stands. It holds nothing of any contact.</summary>
public sealed record ImportRecord
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The list.</summary>
    public required string List { get; init; }

    /// <summary>The import's id (<see cref="ImportKey"/>).</summary>
    public required string Id { get; init; }

    /// <summary>What the file says about contacts that it does not name.</summary>
    public ImportMode Mode { get; init; }

    /// <summary>The file's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The container that the file lies in.</summary>
    public string Container { get; init; } = "";

    /// <summary>The file's path in its container.</summary>
    public string Blob { get; init; } = "";

    /// <summary>The file's ETag: another version of it is another import.</summary>
    public string Version { get; init; } = "";

    /// <summary>The saved mapping that was asked for; null: the list's default one, if it has one.</summary>
    public string? Mapping { get; init; }

    /// <summary>Whether it only says what it would do.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why the file may resubscribe who has left; null when it may not, which is the rule.</summary>
    public string? ProtectionLifted { get; init; }

    /// <summary>Where it stands.</summary>
    public ImportState State { get; init; }

    /// <summary>Why it was refused, cancelled or failed, or what is to be approved; null else.</summary>
    public string? Reason { get; init; }

    /// <summary>When the file was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, well or not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What it did.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>Rejected rows by column and reason; at most 50 kinds, the rest under <c>other</c>.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>Contacts of the list that a full file lacks.</summary>
    public long? Missing { get; init; }

    /// <summary>Container and path of the report, once there is one.</summary>
    public string? ReportFile { get; init; }

    /// <summary>Container and path of the rejects, when there are any.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>Container and path of the values that could not be read, when there are any.</summary>
    public string? WarningsFile { get; init; }

    /// <summary>Container and path of what a dry run found.</summary>
    public string? DifferenceFile { get; init; }

    /// <summary>Until when what it changed or, in a dry run, found is kept; null when there is nothing or it was forgotten. So long it can be reverted.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>What reverting it did.</summary>
    public RevertCounts? Reverted { get; init; }

    /// <summary>Container and path of what could not be reverted, once it was.</summary>
    public string? RevertFile { get; init; }

    /// <summary>Its key.</summary>
    [JsonIgnore]
    public ImportKey Key => new(Account, List, Id);

    /// <summary>Whether there is still something to do.</summary>
    [JsonIgnore]
    public bool IsOpen => ImportStates.IsOpen(State);

    /// <summary>The record after a step; null when the step is not possible.</summary>
    public ImportRecord? After(ImportStep step) => ImportStates.Next(State, step, DryRun) is { } next ? this with { State = next } : null;
}
