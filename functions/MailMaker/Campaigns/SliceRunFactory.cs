using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Makes the runs of slices.</summary>
public sealed class SliceRunFactory(AudienceStore audience, AddressClaims addresses, SuppressedAddresses suppressed, MailHandOver handOver, TimeProvider clock)
{
    /// <summary>The decisions about a slice.</summary>
    public SliceDecisions Decide(SliceTask task) => new(audience, addresses, suppressed, clock, task);

    /// <summary>A run of one slice.</summary>
    /// <param name="task">The slice.</param>
    /// <param name="content">What is sent.</param>
    public SliceRun Make(SliceTask task, CompiledContent content) => new(Decide(task), handOver, clock, task, content);
}
