namespace MailMaker.Imports;

/// <summary>Whether a revert may begin.</summary>
/// <param name="IsOver">There is nothing to revert any more.</param>
/// <param name="IsMine">It is its turn in the list.</param>
/// <param name="Buckets">The list's buckets.</param>
public sealed record RevertTurn(bool IsOver, bool IsMine, int Buckets);
