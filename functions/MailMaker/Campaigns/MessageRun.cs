using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>A run of messages of one campaign, each by its member's channel. One task at a time uses it.</summary>
internal sealed class MessageRun(SliceTurn turn, WatchedEmail email, TimeProvider clock, Lazy<MailRun> mails, Lazy<SmsRun> texts) : IDisposable
{
    /// <summary>Renders and hands over one message.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="attempt">Which try this is, from 1.</param>
    /// <returns>What became of it; null when the channel was not ready in time, and nothing was offered.</returns>
    public async Task<OutcomeEntry?> SendAsync(ClaimedMember member, int attempt)
    {
        if (member.Channel == MessageChannel.Sms)
        {
            texts.Value.Last = null;
            var text = await texts.Value.SendAsync(member, attempt);
            return texts.Value.Last is HandOver.NotOffered ? null : turn.Settle(member, texts.Value.Last, text, attempt, clock.GetUtcNow());
        }

        email.Last = null;
        var mail = await mails.Value.SendAsync(member, attempt);
        return email.Last is HandOver.NotOffered ? null : turn.Settle(member, email.Last, mail, attempt, clock.GetUtcNow());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (mails.IsValueCreated)
            mails.Value.Dispose();
    }
}
