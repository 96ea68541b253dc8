namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>What ends an invocation from outside.</summary>
/// <param name="Clock">The clock of the home.</param>
/// <param name="Timeout"><c>functionTimeout</c> of host.json; infinite is <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="Stopping">Cancelled when the host wants running work to end.</param>
internal sealed record InvocationLimits(TimeProvider Clock, TimeSpan Timeout, CancellationToken Stopping);
