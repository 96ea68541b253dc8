using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Timer;

/// <summary>A run of a timer function.</summary>
internal sealed class TimerEvent(TimerInfo info) : TriggerEvent
{
    /// <summary>What the function is told.</summary>
    public TimerInfo Info => info;
}
