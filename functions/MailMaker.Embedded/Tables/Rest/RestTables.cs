using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>A storage account's tables over the Table service's REST protocol. Thread-safe.</summary>
internal sealed class RestTables : ITableAccount
{
    private readonly HttpPipeline pipeline;
    private readonly string version;
    private readonly string root;

    /// <summary>The account at an endpoint.</summary>
    public RestTables(HttpPipeline pipeline, Uri endpoint, string version)
    {
        this.pipeline = pipeline;
        this.version = version;
        Endpoint = endpoint;
        root = endpoint.AbsoluteUri.TrimEnd('/');
    }

    /// <inheritdoc />
    public string AccountName => RestEndpoint.AccountOf(Endpoint);

    /// <inheritdoc />
    public Uri Endpoint { get; }

    /// <inheritdoc />
    public Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table });
        return SendAsync(
            new RestAction("POST", At("Tables"), [("Accept", RestAction.Json), ("Content-Type", "application/json"), ("Prefer", "return-no-content")], body),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        SendAsync(new RestAction("DELETE", At($"Tables('{Uri.EscapeDataString(table)}')"), [("Accept", "application/json")], []), cancellationToken);

    /// <inheritdoc />
    public async Task<Page<TableItem>> ListTablesAsync(string? filter, int? top, string? continuation, CancellationToken cancellationToken)
    {
        var (response, items) = await ReadPageAsync("Tables", cancellationToken, ("$filter", filter), ("$top", Text(top)), ("NextTableName", continuation));
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<TableItem>.FromValues([.. items.Select(i => new TableItem(i.GetProperty("TableName").GetString()!))], next, response);
    }

    /// <inheritdoc />
    public Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken) =>
        SendAsync(RestAction.Of(At(table), action), cancellationToken);

    /// <inheritdoc />
    public async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var body = new BatchBody();
        foreach (var action in actions.Select(a => RestAction.Of(At(table), a)))
            body.Add(action.Method, action.Address, action.Headers, action.Body);
        var outer = await SendAsync(
            new RestAction("POST", At("$batch"), [("Accept", "application/json"), ("Content-Type", body.ContentType)], body.End()), cancellationToken);
        if (outer.IsError)
            return (outer, []);
        var parts = BatchBody.Read(outer.Content.ToString());
        return parts.Find(p => p.IsError) is { } failed ? (failed, []) : (outer, parts);
    }

    /// <inheritdoc />
    public async Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        var address = RestAction.EntityAddress(At(table), partitionKey, rowKey).AbsoluteUri + Query([("$select", Select(select))]);
        var response = await SendAsync(new RestAction("GET", new Uri(address), [("Accept", RestAction.Json)], []), cancellationToken);
        if (response.IsError)
            return (response, null);
        using var json = JsonDocument.Parse(response.Content);
        return (response, EntityJson.Read(json.RootElement));
    }

    /// <inheritdoc />
    public async Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
    {
        // The token is the next PartitionKey, a blank and the next RowKey, as the service encodes them.
        var next = continuation?.Split(' ', 2);
        var (response, items) = await ReadPageAsync(
            table + "()",
            cancellationToken,
            ("$filter", filter),
            ("$top", Text(top)),
            ("$select", Select(select)),
            ("NextPartitionKey", next?[0]),
            ("NextRowKey", next?.ElementAtOrDefault(1)));
        return Page<TableEntity>.FromValues([.. items.Select(EntityJson.Read)], Continuation(response), response);
    }

    private static string? Continuation(Response response)
    {
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey))
            return null;
        return response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey) ? $"{partitionKey} {rowKey}" : partitionKey;
    }

    private static string? Select(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Query(IEnumerable<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }

    private Uri At(string path) => new($"{root}/{path}");

    private async Task<(Response Response, List<JsonElement> Items)> ReadPageAsync(
        string path, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        var action = new RestAction("GET", new Uri($"{root}/{path}{Query(parameters)}"), [("Accept", RestAction.Json), ("DataServiceVersion", "3.0")], []);
        var response = await SendAsync(action, cancellationToken);
        if (response.IsError)
            throw TableFaultParser.Exception(response);
        using var json = JsonDocument.Parse(response.Content);
        return (response, [.. json.RootElement.GetProperty("value").EnumerateArray().Select(i => i.Clone())]);
    }

    private async Task<Response> SendAsync(RestAction action, CancellationToken cancellationToken)
    {
        var request = pipeline.CreateRequest();
        request.Method = RequestMethod.Parse(action.Method);
        request.Uri.Reset(action.Address);
        request.Headers.SetValue("x-ms-version", version);
        foreach (var (name, value) in action.Headers)
            request.Headers.SetValue(name, value);
        if (action.Body.Length > 0)
            request.Content = RequestContent.Create(action.Body);
        return await pipeline.SendRequestAsync(request, cancellationToken);
    }
}
