namespace Azure.Data.Tables;

/// <summary>What every entity of a table has: its two keys and the properties that the service sets.</summary>
public interface ITableEntity
{
    /// <summary>The partition: entities of one partition can be changed in one transaction. At most 512 characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>The key within the partition. At most 512 characters.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the entity; what a client sets here is ignored.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the entity, opaque; every write changes it.</summary>
    ETag ETag { get; set; }
}
