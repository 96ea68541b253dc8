using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>A request that started a function.</summary>
internal sealed class HttpEvent(HttpContext context) : TriggerEvent
{
    private Dictionary<string, object?>? data;

    /// <summary>The request, its response and its services.</summary>
    public HttpContext Context => context;

    /// <summary>The route values.</summary>
    public override IReadOnlyDictionary<string, object?> BindingData =>
        data ??= new Dictionary<string, object?>(context.Request.RouteValues, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override CancellationToken Gone => context.RequestAborted;
}
