using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>Queues whose locks end too soon, whose messages come twice, and that are busy.</summary>
public sealed class QueueFaultTests(ITestOutputHelper output)
{
    [Fact]
    public Task Where_locks_are_lost_and_slices_come_to_two_workers_it_keeps_its_promises() =>
        FaultRun.PlayAsync(output, (Fault.LockLost, 0.3), (Fault.NotSettled, 0.2), (Fault.SentTwice, 0.3));

    [Fact]
    public Task Where_the_queue_is_busy_and_does_not_answer_it_keeps_its_promises() =>
        FaultRun.PlayAsync(output, (Fault.Busy, 0.01), (Fault.LostRequest, 0.005), (Fault.LostAnswer, 0.01), (Fault.SentTwice, 0.2));
}
