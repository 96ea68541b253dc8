namespace MailMaker.Core.Imports;

/// <summary>What undoing an import does about one contact.</summary>
/// <param name="Complaint">Why not all of it could be undone; empty when it could.</param>
/// <param name="Kept">The fields that stay as they are, when only they do.</param>
public abstract record RevertDecision(string Complaint, IReadOnlyList<string> Kept)
{
    /// <summary>Nothing is left to undo, or nothing can be.</summary>
    /// <param name="Complaint">Why nothing can be undone; empty when nothing is left to undo.</param>
    public sealed record Leave(string Complaint) : RevertDecision(Complaint, []);

    /// <summary>The contact goes.</summary>
    public sealed record Remove() : RevertDecision("", []);

    /// <summary>The contact gets these fields back.</summary>
    /// <param name="Fields">All its fields, as kept.</param>
    /// <param name="Version">What its row says about who wrote it.</param>
    /// <param name="Complaint">Why some fields stay.</param>
    /// <param name="Kept">Which.</param>
    public sealed record Restore(byte[] Fields, RowVersion Version, string Complaint, IReadOnlyList<string> Kept) : RevertDecision(Complaint, Kept);

    /// <summary>The contact comes back.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Fields">All its fields, as kept.</param>
    /// <param name="Version">What its row says about who wrote it.</param>
    public sealed record Return(string Key, byte[] Fields, RowVersion Version) : RevertDecision("", []);
}
