namespace MailMaker.Embedded.Tables.Engine;

/// <summary>A checked and encoded change of one row: where its key and body stand in the request's buffer, and what must hold before.</summary>
/// <param name="Change">What is done.</param>
/// <param name="Key">The key's bytes.</param>
/// <param name="Body">The body's bytes; empty for a deletion.</param>
/// <param name="Expected">The version that the row must have; null for any.</param>
internal readonly record struct RowWrite(RowChange Change, Range Key, Range Body, long? Expected)
{
    /// <summary>An ETag that no row can have, because the service would never have given it out.</summary>
    public const long NeverMatches = -1;
}
