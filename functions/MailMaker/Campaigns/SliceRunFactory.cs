using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Makes the runs of slices.</summary>
public sealed class SliceRunFactory(AudienceStore audience, AddressClaims addresses, SuppressedAddresses suppressed, MessageHandOver handOver, TimeProvider clock)
{
    private readonly Claimant claimant = Claimant.Of(handOver.LongestHandOver);

    /// <summary>The decisions about a slice.</summary>
    public SliceDecisions Decide(SliceTask task) => new(audience, addresses, suppressed, clock, claimant, task);

    /// <summary>A run of one slice.</summary>
    /// <param name="task">The slice.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="turn">What the rates and the channel allow.</param>
    /// <param name="record">Where outcomes go that must not wait for the end of the run.</param>
    public SliceRun Make(SliceTask task, CompiledContent content, SliceTurn turn, SliceRecord record) => new(Decide(task), handOver, clock, task, content, turn, record);
}
