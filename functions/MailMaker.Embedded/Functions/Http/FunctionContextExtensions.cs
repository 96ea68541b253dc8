using MailMaker.Embedded.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The ASP.NET Core side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The HTTP request's context; null when something else started the function.</summary>
    /// <param name="context">The invocation.</param>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Features.Get<MailMaker.Embedded.Functions.Invocation.InvocationContext>()?.Trigger is HttpEvent http ? http.Context : null;
}
