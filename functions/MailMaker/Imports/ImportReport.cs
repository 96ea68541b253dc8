using System.Text.Json;
using MailMaker.Core;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What the uploader of a file is told: exact, and without anything of any contact.</summary>
public sealed record ImportReport
{
    internal static readonly JsonSerializerOptions Options = new(DefinitionJson.Options) { WriteIndented = true };

    /// <summary>The import's id; null for a file that could not be placed.</summary>
    public string? Import { get; init; }

    /// <summary>The file's container and path.</summary>
    public required string File { get; init; }

    /// <summary>How it ended.</summary>
    public required ImportState State { get; init; }

    /// <summary>Whether nothing was written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why, when it was not imported as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>When the file was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the import ended.</summary>
    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>What it did; the file's rows are the sum of added, changed, unchanged and rejected.</summary>
    public ImportCounts? Counts { get; init; }

    /// <summary>Rejected rows by column and reason.</summary>
    public IReadOnlyDictionary<string, long>? RejectedByReason { get; init; }

    /// <summary>The first rejected rows.</summary>
    public IReadOnlyList<RejectPlace>? FirstRejects { get; init; }

    /// <summary>Container and path of all rejected rows, when there are any.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>Values that could not be read, of rows that were imported without them, by column and reason.</summary>
    public IReadOnlyDictionary<string, long>? WarnedByReason { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RejectPlace>? FirstWarnings { get; init; }

    /// <summary>Container and path of all of them, when there are any.</summary>
    public string? WarningsFile { get; init; }

    /// <summary>What the file is.</summary>
    public ContactFileKind? Kind { get; init; }

    /// <summary>What it came in.</summary>
    public ContactFilePacking? Packing { get; init; }

    /// <summary>The sheet that was read.</summary>
    public string? Sheet { get; init; }

    /// <summary>The saved mapping that it was read by.</summary>
    public string? Mapping { get; init; }

    /// <summary>Headings that neither the list nor the mapping knows; <see cref="Columns"/> says what was done with each.</summary>
    public IReadOnlyList<string>? UnknownHeadings { get; init; }

    /// <summary>How the file was decoded.</summary>
    public TextKind? Encoding { get; init; }

    /// <summary>What separates its cells.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Its columns and what was done with each.</summary>
    public IReadOnlyList<ImportColumn>? Columns { get; init; }
}
