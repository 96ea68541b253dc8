using Microsoft.Azure.Functions.Worker.Middleware;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>What the builder collected beside services and configuration.</summary>
/// <param name="Arguments">The command line.</param>
/// <param name="Classes">The classes that functions are looked for in.</param>
/// <param name="Middleware">Steps around every invocation, the outermost first.</param>
/// <param name="Timings">Intervals of the embedded home.</param>
/// <param name="HasWebApplication">Whether HTTP functions may use ASP.NET Core types.</param>
internal sealed record HostPlan(
    HostArguments Arguments,
    Func<IEnumerable<Type>> Classes,
    IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware,
    EmbeddedTimings Timings,
    bool HasWebApplication);
