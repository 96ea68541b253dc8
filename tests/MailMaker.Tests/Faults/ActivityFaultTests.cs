using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>Activities whose worker is lost after their work: Durable Functions runs each at least once, and some twice.</summary>
public sealed class ActivityFaultTests(ITestOutputHelper output)
{
    [Fact]
    public Task Where_activities_are_run_again_it_keeps_its_promises() => FaultRun.PlayAsync(output, (Fault.RunAgain, 0.5), (Fault.LostAnswer, 0.01));
}
