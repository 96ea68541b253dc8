namespace MailMaker.Core.Consent;

/// <summary>What an opt-out file did. The rows are the sum of the others.</summary>
public sealed record OptOutCounts
{
    /// <summary>Rows without headings and rows without any text.</summary>
    public long Rows { get; init; }

    /// <summary>Contacts of the list who left by this file.</summary>
    public long Left { get; init; }

    /// <summary>Rows about people who had left before, by an earlier row of the file included.</summary>
    public long LeftBefore { get; init; }

    /// <summary>Rows about nobody on the list: remembered, so that a later file can't bring them in.</summary>
    public long Unknown { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Rejected { get; init; }

    /// <summary>Both together.</summary>
    public static OptOutCounts operator +(OptOutCounts left, OptOutCounts right) => new()
    {
        Rows = left.Rows + right.Rows, Left = left.Left + right.Left, LeftBefore = left.LeftBefore + right.LeftBefore,
        Unknown = left.Unknown + right.Unknown, Rejected = left.Rejected + right.Rejected,
    };
}
