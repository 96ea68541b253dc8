using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>What reading the file gave: kept beside the spools, so that a file is read once.</summary>
public sealed record StageReport
{
    /// <summary>What the file is.</summary>
    public ContactFileKind Kind { get; init; }

    /// <summary>What it came in.</summary>
    public ContactFilePacking Packing { get; init; }

    /// <summary>The sheet that was read; null of a text.</summary>
    public string? Sheet { get; init; }

    /// <summary>The saved mapping that it was read by.</summary>
    public string? Mapping { get; init; }

    /// <summary>How it was decoded.</summary>
    public TextKind Encoding { get; init; }

    /// <summary>Whether it began with a byte order mark.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>What separates its cells.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Its columns and what each fills.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];

    /// <summary>Its rows.</summary>
    public long Rows { get; init; }

    /// <summary>Rows with delimiters only, which are no rows.</summary>
    public long BlankRows { get; init; }

    /// <summary>Rows rejected while reading.</summary>
    public long Rejected { get; init; }

    /// <summary>The same by column and reason.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>The first of them, for the report.</summary>
    public IReadOnlyList<RejectPlace> FirstRejects { get; init; } = [];

    /// <summary>Rows staged without some of their values, which could not be read.</summary>
    public long Warned { get; init; }

    /// <summary>Those values by column and reason.</summary>
    public IReadOnlyDictionary<string, long> WarnedByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>The first of them, for the report.</summary>
    public IReadOnlyList<RejectPlace> FirstWarnings { get; init; } = [];

    /// <summary>Buckets that the file has rows for.</summary>
    public IReadOnlyList<int> Buckets { get; init; } = [];

    /// <summary>What its rows are decided by.</summary>
    public RowRules Rules(ContactList list, ImportRecord import) => new(list, Supplied(), import.ProtectionLifted is null);

    /// <summary>The fields that the file supplies.</summary>
    public IReadOnlySet<string> Supplied() => Columns.Where(c => c.Field.Length > 0).Select(c => c.Field).ToHashSet();
}
