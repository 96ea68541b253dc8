namespace MailMaker.Core.Lists;

/// <summary>The type of a contact field; values are kept as text in one canonical form per type.</summary>
public enum FieldType
{
    /// <summary>Any text, at most 4,000 characters.</summary>
    Text,

    /// <summary>A decimal number with <c>.</c> as its mark, such as <c>-12.5</c>.</summary>
    Number,

    /// <summary>A calendar date, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of the field's choices.</summary>
    Choice,
}
