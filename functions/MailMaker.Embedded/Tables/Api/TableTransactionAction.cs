namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An action without a condition. Of an update this means: update or insert.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An action on the condition that the entity has this ETag. The entity's own ETag property is not used.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What to do.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The entity to do it with; a deletion uses its keys only.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The condition; <c>default</c> is none, <see cref="Azure.ETag.All" /> is "any version, but it exists".</summary>
    public ETag ETag { get; }
}
