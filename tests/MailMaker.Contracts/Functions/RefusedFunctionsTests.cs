using MailMaker.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Contracts.Functions;

#pragma warning disable CA1052 // Function classes are looked at, never built, here.
public sealed class RefusedFunctionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(typeof(AsyncVoid), "Fire is async void")]
    [InlineData(typeof(Twins), "2 functions are named")]
    [InlineData(typeof(ValueTasks), "returns a ValueTask")]
    [InlineData(typeof(Untriggered), "exactly one trigger parameter and has 0")]
    [InlineData(typeof(Unfillable), "nothing can fill the parameter size")]
    [InlineData(typeof(WrongTrigger), "must be an HttpRequest")]
    [InlineData(typeof(Reserved), "reserved by the host")]
    [InlineData(typeof(SameRoute), "have the same route and method")]
    [InlineData(typeof(BadSchedule), "NCRONTAB needs six")]
    [InlineData(typeof(BadName), "is no function name")]
    [InlineData(typeof(Hidden), "must be a public method")]
    [InlineData(typeof(NoSetting), "The setting Nowhere")]
    [InlineData(typeof(Users), "knows no users")]
    [InlineData(typeof(UnbatchedArray), "arrays need IsBatched")]
    public void A_function_that_the_host_would_not_run_is_named_with_its_fault(Type functions, string fault)
    {
        var refused = Assert.ThrowsAny<InvalidOperationException>(() => TestHost.Build(folder.Path, new FakeClock(), [functions]));
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_app_leaves_the_data_folder_free()
    {
        Assert.ThrowsAny<InvalidOperationException>(() => TestHost.Build(folder.Path, new FakeClock(), [typeof(AsyncVoid)]));
        using IHost host = TestHost.Build(folder.Path, new FakeClock(), []);
        Assert.NotNull(host.Services.GetService<Record>());
    }

    public class AsyncVoid
    {
        [Function("Fire")]
        public async void Fire([TimerTrigger("0 * * * * *")] TimerInfo timer) => await Task.Yield();
    }

    public class Twins
    {
        [Function("One")]
        public void One([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function("ONE")]
        public void Other([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public class ValueTasks
    {
        [Function("Fast")]
        public ValueTask Fast([TimerTrigger("0 * * * * *")] TimerInfo timer) => default;
    }

    public class Untriggered
    {
        [Function("Idle")]
        public void Idle(FunctionContext context)
        {
        }
    }

    public class Unfillable
    {
        [Function("Odd")]
        public void Odd([TimerTrigger("0 * * * * *")] TimerInfo timer, int size)
        {
        }
    }

    public class WrongTrigger
    {
        [Function("Wrong")]
        public void Wrong([HttpTrigger(AuthorizationLevel.Anonymous)] string request)
        {
        }
    }

    public class Reserved
    {
        [Function("Mine")]
        public void Mine([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Admin/mine")] HttpRequest request)
        {
        }
    }

    public class SameRoute
    {
        [Function("First")]
        public void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "x/{a}")] HttpRequest request)
        {
        }

        [Function("Second")]
        public void Second([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "X/{a}")] HttpRequest request)
        {
        }
    }

    public class BadSchedule
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("* * * * *")] TimerInfo timer)
        {
        }
    }

    public class BadName
    {
        [Function("1st")]
        public void First([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public class Hidden
    {
        [Function("Inner")]
        internal void Inner([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public class NoSetting
    {
        [Function("Lost")]
        public void Lost([TimerTrigger("%Nowhere%")] TimerInfo timer)
        {
        }
    }

    public class Users
    {
        [Function("Mine")]
        public void Mine([HttpTrigger(AuthorizationLevel.User)] HttpRequest request)
        {
        }
    }

    public class UnbatchedArray
    {
        [Function("Many")]
        public void Many([ServiceBusTrigger("q")] string[] messages)
        {
        }
    }
}
