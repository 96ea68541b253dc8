namespace MailMaker.Core.Imports;

/// <summary>Where the value of a cell of a text file stands.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its characters.</param>
/// <param name="IsUnescaped">Whether it stands with the values that had doubled quotes, and not in the record itself.</param>
internal readonly record struct TextCell(int Start, int Length, bool IsUnescaped);
