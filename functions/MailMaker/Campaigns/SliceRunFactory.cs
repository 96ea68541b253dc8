using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Makes the runs of slices.</summary>
public sealed class SliceRunFactory(AudienceStore audience, SuppressedAddresses suppressed, MessageHandOver handOver, TimeProvider clock)
{
    /// <summary>A run of one slice.</summary>
    /// <param name="key">The slice.</param>
    /// <param name="list">The list that its members are on.</param>
    /// <param name="bucket">The list's bucket that they are in.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="slice">The slice as it was read.</param>
    /// <param name="turn">What the rates and the channel allow.</param>
    public SliceRun Make(SliceKey key, ContactList list, int bucket, CompiledContent content, Slice slice, SliceTurn turn) =>
        new(audience, suppressed, handOver, clock, key, list, bucket, content, slice, turn);
}
