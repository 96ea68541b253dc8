using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Makes the runs of slices.</summary>
public sealed class SliceRunFactory(AudienceStore audience, SuppressedAddresses suppressed, MailHandOver handOver, TimeProvider clock)
{
    /// <summary>A run of one slice.</summary>
    public SliceRun Make(SliceKey key, ContactList list, CompiledContent content, Slice slice) =>
        new(audience, suppressed, handOver, clock, key, list, content, slice);
}
