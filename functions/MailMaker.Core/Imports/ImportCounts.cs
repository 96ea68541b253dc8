using System.Text.Json.Serialization;

namespace MailMaker.Core.Imports;

/// <summary>What an import did. Every row of the file is in exactly one of added, changed, unchanged and rejected.</summary>
public sealed record ImportCounts
{
    /// <summary>Rows of the file.</summary>
    public long Rows { get; init; }

    /// <summary>Rows whose contact was not in the list.</summary>
    public long Added { get; init; }

    /// <summary>Rows that changed a contact.</summary>
    public long Changed { get; init; }

    /// <summary>Rows that said nothing new.</summary>
    public long Unchanged { get; init; }

    /// <summary>Rows that were not imported.</summary>
    public long Rejected { get; init; }

    /// <summary>Contacts that a full file lacked and that were removed.</summary>
    public long Removed { get; init; }

    /// <summary>Imported rows of people who have left: their goodbye stands, whatever the file says.</summary>
    public long Protected { get; init; }

    /// <summary>Imported rows of which a value could not be read: that field stays as it is, the others are imported.</summary>
    public long Warned { get; init; }

    /// <summary>Whether every row was counted once.</summary>
    [JsonIgnore]
    public bool AddUp => Rows == Added + Changed + Unchanged + Rejected;

    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts left, ImportCounts right) => left.Add(right);

    /// <summary>Both together.</summary>
    public ImportCounts Add(ImportCounts other) => new()
    {
        Rows = Rows + other.Rows,
        Added = Added + other.Added,
        Changed = Changed + other.Changed,
        Unchanged = Unchanged + other.Unchanged,
        Rejected = Rejected + other.Rejected,
        Removed = Removed + other.Removed,
        Protected = Protected + other.Protected,
        Warned = Warned + other.Warned,
    };
}
