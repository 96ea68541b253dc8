namespace MailMaker.Core.Content;

/// <summary>What follows next in a rendered part: a static piece, or some of the characters that were written as values.</summary>
/// <param name="Piece">The piece; null for values.</param>
/// <param name="Start">First character of the values.</param>
/// <param name="Length">How many characters.</param>
internal readonly record struct PartSegment(StaticPiece? Piece, int Start, int Length);
