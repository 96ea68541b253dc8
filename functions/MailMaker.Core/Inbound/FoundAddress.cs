namespace MailMaker.Core.Inbound;

/// <summary>An address as it stands in a line of text.</summary>
/// <param name="Address">The address, without brackets.</param>
/// <param name="Start">Where it begins, brackets and quotes around it included.</param>
/// <param name="End">Where the text goes on behind it.</param>
internal readonly record struct FoundAddress(string Address, int Start, int End);
