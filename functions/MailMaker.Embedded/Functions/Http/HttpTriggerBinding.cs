using System.Reflection;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>Route and parameters of one HTTP function.</summary>
internal sealed class HttpTriggerBinding : ITriggerBinding
{
    private static readonly ParameterBinder Request = context => new(((HttpEvent)context.Trigger).Context.Request);

    private readonly FunctionMethod function;

    public HttpTriggerBinding(FunctionMethod function, HttpTriggerAttribute trigger, string routePrefix)
    {
        this.function = function;
        if (trigger.EnforcedLevel == AuthorizationLevel.User)
            throw new FunctionRefusedException($"Function {function.Name}: the embedded home knows no users; choose another AuthorizationLevel.");
        Level = trigger.EnforcedLevel;
        Methods = [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant())];
        Pattern = Parse(string.IsNullOrEmpty(trigger.Route) ? function.Name : trigger.Route.Trim('/'), routePrefix);
    }

    /// <summary>The key that a request must bring.</summary>
    public AuthorizationLevel Level { get; }

    /// <summary>The methods that are answered; empty means any.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>The route with its prefix.</summary>
    public RoutePattern Pattern { get; }

    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter) => parameter.ParameterType == typeof(HttpRequest)
        ? Request
        : throw new FunctionRefusedException($"Function {function.Name}: the trigger parameter {parameter.Name} must be an HttpRequest.");

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter) =>
        Pattern.GetParameter(parameter.Name!) is null ? null : ParameterBindings.Named(parameter);

    private RoutePattern Parse(string route, string prefix)
    {
        var first = (prefix.Length > 0 ? prefix : route).Split('/')[0];
        // Paths that the host keeps for itself.
        if (first.Equals("admin", StringComparison.OrdinalIgnoreCase) || first.Equals("runtime", StringComparison.OrdinalIgnoreCase))
            throw new FunctionRefusedException($"Function {function.Name}: routes below /{first} are reserved by the host.");
        try
        {
            return RoutePatternFactory.Parse($"/{prefix}/{route}".Replace("//", "/", StringComparison.Ordinal));
        }
        catch (RoutePatternException e)
        {
            throw new FunctionRefusedException($"Function {function.Name}: the route '{route}' is wrong. {e.Message}");
        }
    }
}
