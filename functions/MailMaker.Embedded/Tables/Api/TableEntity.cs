using MailMaker.Embedded.Tables.Entities;

namespace Azure.Data.Tables;

/// <summary>
/// An entity as a dictionary of its properties. The keys, the time stamp and the ETag are in the dictionary, too, as
/// <c>PartitionKey</c>, <c>RowKey</c>, <c>Timestamp</c> and <c>odata.etag</c>. Not thread-safe.
/// </summary>
#pragma warning disable CA1710 // The package's name.
public sealed partial class TableEntity : ITableEntity
#pragma warning restore CA1710
{
    private PropertyList properties;

    // Set while the time stamp and the ETag of an entity that was read are not written out: most readers ask for neither.
    private long unwrittenVersion;
    private bool unwrittenTimestamp;

    /// <summary>An entity without keys.</summary>
    public TableEntity()
        : this(null!, null!)
    {
    }

    /// <summary>An entity with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
    {
        properties = new PropertyList(2);
        properties.Append(EntityNames.PartitionKey, partitionKey);
        properties.Append(EntityNames.RowKey, rowKey);
    }

    /// <summary>An entity with a copy of some properties, keys included.</summary>
    public TableEntity(IDictionary<string, object?> values)
    {
        properties = new PropertyList(values is null ? 8 : values.Count);
        foreach (var (name, value) in values ?? new Dictionary<string, object?>())
            properties.Append(name, value);
    }

    /// <summary>An entity that was read: takes the list over.</summary>
    internal TableEntity(PropertyList properties, long version, bool withTimestamp)
    {
        this.properties = properties;
        unwrittenVersion = version;
        unwrittenTimestamp = withTimestamp;
    }

    /// <inheritdoc />
    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey)!;
        set => Put(EntityNames.PartitionKey, value);
    }

    /// <inheritdoc />
    public string RowKey
    {
        get => GetString(EntityNames.RowKey)!;
        set => Put(EntityNames.RowKey, value);
    }

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => Put(EntityNames.Timestamp, value);
    }

    /// <inheritdoc />
    public ETag ETag
    {
        get => unwrittenVersion != 0 ? new ETag(EntityVersion.ToETag(unwrittenVersion)) : new ETag(GetString(EntityNames.ETag)!);
        set => Put(EntityNames.ETag, value.ToString());
    }

    /// <summary>The properties as they stand, for writing them.</summary>
    internal ref readonly PropertyList Properties => ref properties;

    /// <summary>A text; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public string? GetString(string key) => Find(key) switch
    {
        null => null,
        string value => value,
        var other => throw NotOfType<string>(other),
    };

    /// <summary>Bytes; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public byte[]? GetBinary(string key) => Find(key) switch
    {
        null => null,
        byte[] value => value,
        BinaryData value => value.ToArray(),
        var other => throw NotOfType<byte[]>(other),
    };

    /// <summary>Bytes; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public BinaryData? GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        BinaryData value => value,
        byte[] value => new BinaryData(value),
        var other => throw NotOfType<BinaryData>(other),
    };

    /// <summary>A truth value; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public bool? GetBoolean(string key) => Find(key) is { } value ? Cast<bool>(value) : null;

    /// <summary>A date and time in UTC; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        null => null,
        DateTime value => value,
        DateTimeOffset value => value.UtcDateTime,
        var other => throw NotOfType<DateTime>(other),
    };

    /// <summary>An instant; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        null => null,
        DateTimeOffset value => value,
        DateTime value => new DateTimeOffset(value),
        var other => throw NotOfType<DateTimeOffset>(other),
    };

    /// <summary>A floating-point number; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public double? GetDouble(string key) => Find(key) is { } value ? Cast<double>(value) : null;

    /// <summary>A GUID; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public Guid? GetGuid(string key) => Find(key) is { } value ? Cast<Guid>(value) : null;

    /// <summary>A whole number of 32 bits; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type, Int64 included.</exception>
    public int? GetInt32(string key) => Find(key) is { } value ? Cast<int>(value) : null;

    /// <summary>A whole number of 64 bits; null when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">The property has another type, Int32 included.</exception>
    public long? GetInt64(string key) => Find(key) is { } value ? Cast<long>(value) : null;

    private static T Cast<T>(object value)
        where T : struct => value is T typed ? typed : throw NotOfType<T>(value);

    private static InvalidOperationException NotOfType<T>(object value) =>
        new($"Cannot return {typeof(T)} type for a {value.GetType()} typed property.");

    private object? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var at = properties.Find(key);
        if (at < 0 && unwrittenVersion != 0 && key is EntityNames.Timestamp or EntityNames.ETag)
        {
            WriteOut();
            at = properties.Find(key);
        }

        return at < 0 ? null : properties.Values[at];
    }

    private void Put(string key, object? value)
    {
        WriteOut();
        var at = properties.Find(key);
        if (at < 0)
            properties.Append(key, value);
        else
            properties.Replace(at, value);
    }

    private void WriteOut()
    {
        if (unwrittenVersion == 0)
            return;
        var version = unwrittenVersion;
        unwrittenVersion = 0;
        properties.Append(EntityNames.ETag, EntityVersion.ToETag(version));
        if (unwrittenTimestamp)
            properties.Append(EntityNames.Timestamp, new DateTimeOffset(version, TimeSpan.Zero));
    }
}
