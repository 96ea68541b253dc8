namespace MailMaker.Embedded.Tables.Filters;

/// <summary>The comparisons of a filter.</summary>
internal enum Comparator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
