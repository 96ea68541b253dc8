using Azure.Data.Tables;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>One write as an HTTP request, sent by itself or as a part of a transaction.</summary>
internal sealed record RestAction(string Method, Uri Address, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private static readonly (string, string)[] Plain = [("Accept", Json), ("DataServiceVersion", "3.0")];
    private static readonly (string, string)[] WithBody = [.. Plain, ("Content-Type", "application/json"), ("Prefer", "return-no-content")];

    /// <summary>JSON in which the types that JSON lacks are named.</summary>
    public const string Json = "application/json;odata=minimalmetadata";

    /// <summary>The request of an action. Without an ETag an update has no If-Match, and is an upsert then.</summary>
    public static RestAction Of(Uri table, TableTransactionAction action)
    {
        var entity = action.Entity;
        if (action.ActionType == TableTransactionActionType.Delete)
            return new RestAction("DELETE", EntityAddress(table, entity.PartitionKey, entity.RowKey), [.. Plain, ("If-Match", Match(action) ?? "*")], []);
        var body = EntityJson.Write(TableEntities.From(entity));
        if (action.ActionType == TableTransactionActionType.Add)
            return new RestAction("POST", table, WithBody, body);
        var address = EntityAddress(table, entity.PartitionKey, entity.RowKey);
        var replaces = action.ActionType is TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace;
        var conditional = action.ActionType is TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpdateMerge;
        (string, string)[] headers = conditional && Match(action) is { } etag ? [.. WithBody, ("If-Match", etag)] : WithBody;
        return new RestAction(replaces ? "PUT" : "PATCH", address, headers, body);
    }

    /// <summary>The address of an entity; quotes in its keys are doubled.</summary>
    public static Uri EntityAddress(Uri table, string partitionKey, string rowKey) =>
        new($"{table.AbsoluteUri}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')");

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static string? Match(TableTransactionAction action) => action.ETag == default ? null : action.ETag.ToString("H");
}
