using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>Tables and blobs that are busy, answer too late or not at all, refuse conditions, and page as they like.</summary>
public sealed class StorageFaultTests(ITestOutputHelper output)
{
    [Fact]
    public Task Throttled_with_503_it_keeps_its_promises() => FaultRun.PlayAsync(output, (Fault.Busy, 0.03));

    [Fact]
    public Task Where_answers_are_lost_after_the_write_it_keeps_its_promises() =>
        FaultRun.PlayAsync(output, (Fault.LostAnswer, 0.03), (Fault.AskedAgain, 0.1), (Fault.LostRequest, 0.01));

    [Fact]
    public Task Where_conditional_writes_are_refused_it_keeps_its_promises() => FaultRun.PlayAsync(output, (Fault.Condition, 0.25), (Fault.AskedAgain, 0.1));

    [Fact]
    public Task With_empty_and_short_pages_it_keeps_its_promises() => FaultRun.PlayAsync(output, (Fault.EmptyPage, 0.4), (Fault.ShortPage, 0.4));
}
