using System.Diagnostics.Metrics;
using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Smtp;

/// <summary>Counts of the channel, under the meter <c>MailMaker.Smtp</c>.</summary>
internal sealed class SmtpMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MailMaker.Smtp";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> mails;
    private readonly Counter<long> connections;
    private readonly Counter<long> lost;

    public SmtpMetrics()
    {
        mails = meter.CreateCounter<long>("mailmaker.smtp.mails", "{mail}", "Mails answered, by outcome.");
        connections = meter.CreateCounter<long>("mailmaker.smtp.connections", "{connection}", "Connections opened.");
        lost = meter.CreateCounter<long>("mailmaker.smtp.replies_lost", "{mail}", "Mails of which it is not known whether the relay took them; each may arrive twice.");
    }

    /// <summary>A connection was opened.</summary>
    public void Opened() => connections.Add(1);

    /// <summary>A mail was answered.</summary>
    public void Answered(HandOver answer) => mails.Add(1, new KeyValuePair<string, object?>("outcome", answer switch
    {
        HandOver.Accepted => "accepted",
        HandOver.TemporaryFailure => "temporary",
        HandOver.NotOffered => "notOffered",
        _ => "permanent",
    }));

    /// <summary>The reply to the end of a mail was lost.</summary>
    public void ReplyLost() => lost.Add(1);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
