namespace MailMaker.Embedded.Tables.Entities;

/// <summary>The names of the properties that every entity has.</summary>
internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";

    /// <summary>Whether a property is the service's own: a key, the time stamp or OData's annotations.</summary>
    public static bool IsSystem(string name) => name switch
    {
        PartitionKey or RowKey or Timestamp => true,
        _ => name.StartsWith("odata.", StringComparison.Ordinal),
    };
}
