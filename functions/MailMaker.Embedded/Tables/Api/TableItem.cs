namespace Azure.Data.Tables.Models;

/// <summary>A table of an account.</summary>
public class TableItem
{
    /// <summary>A table of this name.</summary>
    public TableItem(string name) => Name = name;

    /// <summary>Its name, in the letter case in which it was created; names that differ in case alone are the same.</summary>
    public string Name { get; }
}
