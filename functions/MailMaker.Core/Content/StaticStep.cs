namespace MailMaker.Core.Content;

/// <summary>One step of writing static text: a piece, or a place to fill.</summary>
/// <param name="Piece">The piece; null at a place to fill.</param>
/// <param name="Link">Number of the tracked link at the place, or <see cref="Pixel"/>.</param>
internal readonly record struct StaticStep(StaticPiece? Piece, int Link)
{
    /// <summary>The place of the pixel.</summary>
    public const int Pixel = -1;
}
