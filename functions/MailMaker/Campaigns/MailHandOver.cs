using System.Collections.Concurrent;
using MailMaker.Core.Consent;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;
using MailMaker.Delivery;
using MailMaker.Inbound;

namespace MailMaker.Campaigns;

/// <summary>Renders mails and hands them to the channel.</summary>
public sealed class MailHandOver(IEmailChannel channel, UnsubscribeTokens tokens, PublicAddress address, InboundAddresses inbound, TimeProvider clock)
{
    // One a worker: a buffer grows to the size of the mail and is used again.
    private readonly ConcurrentBag<RenderBuffer> buffers = [];

    /// <summary>The channel that mails leave by.</summary>
    internal IEmailChannel Channel => channel;

    /// <summary>Begins a run of mails of one campaign. One task at a time uses it.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="list">The list.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="through">What stands before the channel; the channel itself when nothing does.</param>
    public MailRun Begin(SliceKey slice, ContactList list, CompiledContent content, IEmailChannel? through = null)
    {
        if (!buffers.TryTake(out var buffer))
            buffer = new RenderBuffer();
        return new MailRun(through ?? channel, tokens, address, inbound, clock, slice, list, content, buffer, buffers);
    }
}
