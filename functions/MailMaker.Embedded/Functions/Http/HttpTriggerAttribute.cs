using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function at an HTTP request. The parameter is a <see cref="AspNetCore.Http.HttpRequest"/>.</summary>
/// <remarks>Always pass the level: without it the host asks for a function key although <see cref="AuthLevel"/> reads as anonymous.</remarks>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>The given methods, with a function key.</summary>
    /// <param name="methods">HTTP methods, compared without case.</param>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method.</summary>
    /// <param name="authLevel">The key that a request must bring.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
        EnforcedLevel = authLevel;
    }

    /// <summary>The given methods.</summary>
    /// <param name="authLevel">The key that a request must bring.</param>
    /// <param name="methods">HTTP methods, compared without case.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
        : this(authLevel) => Methods = methods;

    /// <summary>ASP.NET route template below the route prefix of host.json; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The methods that are answered; any when null or empty.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>The level that was passed.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }

    /// <summary>What the host enforces: the metadata of the methods-only forms names no level, and the host's own default is a function key.</summary>
    internal AuthorizationLevel EnforcedLevel { get; } = AuthorizationLevel.Function;
}
