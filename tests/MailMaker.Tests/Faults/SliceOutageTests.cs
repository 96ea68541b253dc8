using Azure;
using Azure.Messaging.ServiceBus;
using MailMaker.Campaigns;

namespace MailMaker.Tests.Faults;

/// <summary>What is a service's failure and what is a slice's own.</summary>
public sealed class SliceOutageTests
{
    [Fact]
    public void What_the_clients_throw_when_a_service_is_gone_passes_and_a_refusal_does_not()
    {
        Assert.True(PassingFault.Is(new RequestFailedException(503, "ServerBusy")));
        Assert.True(PassingFault.Is(new RequestFailedException(0, "reset")));
        Assert.True(PassingFault.Is(new AggregateException(new RequestFailedException(0, "reset"), new TaskCanceledException())));
        Assert.True(PassingFault.Is(new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy)));
        Assert.False(PassingFault.Is(new RequestFailedException(400, "InvalidInput")));
        Assert.False(PassingFault.Is(new RequestFailedException(412, "UpdateConditionNotSatisfied")));
        Assert.False(PassingFault.Is(new AggregateException(new RequestFailedException(0, "reset"), new InvalidDataException())));
        Assert.False(PassingFault.Is(new InvalidDataException()));
    }

    [Fact]
    public void A_service_is_left_alone_longer_each_time_and_never_more_than_a_minute()
    {
        var waits = Enumerable.Range(1, 40).Select(t => PassingFault.Wait(t, 0)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(1), waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromSeconds(30), waits[^1]);
        // Those that were refused together do not come again together.
        Assert.All(waits.Select((w, i) => (Least: w, Most: PassingFault.Wait(i + 1, 0.999))), w => Assert.InRange(w.Most, w.Least * 1.9, w.Least * 2));
    }
}
