namespace MailMaker.Embedded.Tables.Entities;

/// <summary>The types of the Table service, as the byte that stands before a stored value. A stored number never changes its meaning.</summary>
internal enum EdmType : byte
{
    String = 1,
    Binary = 2,
    False = 3,
    True = 4,
    DateTime = 5,
    Double = 6,
    Guid = 7,
    Int32 = 8,
    Int64 = 9,
}
