using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on a schedule, one run at a time.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Runs on a schedule.</summary>
    /// <param name="schedule">NCRONTAB with six fields, <c>{second} {minute} {hour} {day} {month} {day of week}</c>, in UTC; <c>%setting%</c> is replaced.</param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>The NCRONTAB expression.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether the last run is kept, so that a run missed while the host was down is caught up once at start.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
