using MailMaker.Embedded.Functions.Invocation;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>What ends invocations from outside, by who waits for them.</summary>
internal sealed class HostLimits(HostSettings settings, StopSignals signals, TimeProvider clock)
{
    /// <summary>For functions that answer a request: at a stop they have time to finish.</summary>
    public InvocationLimits Requests { get; } = new(clock, settings.FunctionTimeout, signals.RequestsMustEnd);

    /// <summary>For functions that a queue, file or schedule started: at a stop they are told to end at once, and come again.</summary>
    public InvocationLimits Background { get; } = new(clock, settings.FunctionTimeout, signals.Stopping);
}
