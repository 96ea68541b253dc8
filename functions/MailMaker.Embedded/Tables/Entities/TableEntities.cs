using Azure.Data.Tables;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>The kinds of entity that this build reads and writes: <see cref="TableEntity" /> alone.</summary>
internal static class TableEntities
{
    private const string Why = "The embedded tables read and write Azure.Data.Tables.TableEntity only; classes with properties of their own are not bound.";

    /// <summary>An entity whose properties can be written.</summary>
    /// <exception cref="NotSupportedException">It is of another class.</exception>
    public static TableEntity From(ITableEntity entity) => entity as TableEntity ?? throw new NotSupportedException(Why);

    /// <summary>An entity that was read, as the type that the caller named.</summary>
    /// <exception cref="NotSupportedException">The caller named another class.</exception>
    public static T To<T>(TableEntity entity)
        where T : class, ITableEntity => entity as T ?? throw new NotSupportedException(Why);
}
