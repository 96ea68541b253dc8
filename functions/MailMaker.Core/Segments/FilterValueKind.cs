namespace MailMaker.Core.Segments;

/// <summary>JSON's kinds of value that a filter may hold.</summary>
public enum FilterValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}
