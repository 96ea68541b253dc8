using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using MailMaker.Embedded.Durable.Http;
using MailMaker.Embedded.Functions.Blob;
using MailMaker.Embedded.Functions.Durable;
using MailMaker.Embedded.Functions.Http;
using MailMaker.Embedded.Functions.Invocation;
using MailMaker.Embedded.Functions.ServiceBus;
using MailMaker.Embedded.Functions.Timer;
using MailMaker.Embedded.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Makes what fires functions from the attributes of their trigger parameters.</summary>
internal sealed class TriggerFactory(
    HomeOwner owner, IConfiguration configuration, HostSettings settings, EmbeddedTimings timings, StopSignals signals, BackgroundRunner runner,
    TimeProvider clock, DurableParts durable)
{
    private readonly Places blobPlaces = new(settings.BlobParallelism);
    private readonly Dictionary<string, ServiceBusClient> buses = new(StringComparer.Ordinal);

    /// <summary>Binders of parameters with input attributes.</summary>
    public ParameterBindings Inputs { get; } = new([durable.Functions.BindClient]);

    /// <summary>The durable functions' own listener.</summary>
    public IEnumerable<ITriggerListener> DurableListeners => [durable.Functions];

    private HostState State => HostState.Of(owner.Home);

    public TimerListener Timer(TimerTriggerAttribute trigger, FunctionMethod method, Func<ITriggerBinding, RegisteredFunction> register)
    {
        var schedule = CronSchedule.Parse(SettingNames.Expand(configuration, trigger.Schedule));
        return new TimerListener(register(new TimerTriggerBinding(method.Name)), trigger, schedule, new ScheduleStore(State), runner, clock, signals);
    }

    public BlobListener Blob(BlobTriggerAttribute trigger, FunctionMethod method, Func<ITriggerBinding, RegisteredFunction> register)
    {
        var pattern = BlobPathPattern.Parse(SettingNames.Expand(configuration, trigger.BlobPath));
        var connection = SettingNames.Connection(configuration, trigger.Connection ?? "AzureWebJobsStorage");
        var home = EmbeddedHome.Names(connection) ? EmbeddedHome.For(connection) : null;
        var container = new BlobContainerClient(connection, pattern.Container);
        var receipts = new BlobReceipts(State, method.Name, pattern.Container);
        var function = register(new BlobTriggerBinding(method.Name, pattern));
        var files = new OpenFiles(home);
        var rules = new BlobRules(settings.PoisonBlobThreshold, timings.RetryBlobAfter, clock, signals.Stopping);
        return new BlobListener(
            function,
            new BlobScanner(container, pattern, receipts, blob => files.UseOf(container, blob), timings, clock),
            new BlobWork(function, container, pattern, receipts, new PoisonBlobs(owner.Home), runner, rules),
            () => FolderHint.For(timings.WatchFolders ? home : null, pattern.Container),
            blobPlaces,
            timings,
            clock,
            signals);
    }

    public ServiceBusListener ServiceBus(ServiceBusTriggerAttribute trigger, FunctionMethod method, Func<ITriggerBinding, RegisteredFunction> register)
    {
        var connection = SettingNames.Connection(configuration, trigger.Connection ?? "AzureWebJobsServiceBus");
        if (!buses.TryGetValue(connection, out var bus))
            buses[connection] = bus = new ServiceBusClient(connection);
        var receiver = bus.CreateReceiver(SettingNames.Expand(configuration, trigger.QueueName!));
        var function = register(new ServiceBusTriggerBinding(method.Name, trigger.IsBatched));
        var handling = new MessageHandling(
            function, receiver, trigger.AutoCompleteMessagesIfSet ?? settings.ServiceBus.AutoComplete, settings.ServiceBus.RenewLocksFor, runner, clock, signals);
        return new ServiceBusListener(function, receiver, handling, trigger.IsBatched, settings.ServiceBus, clock, signals);
    }

    public void Orchestration(OrchestrationTriggerAttribute trigger, FunctionMethod method, Func<ITriggerBinding, RegisteredFunction> register) =>
        durable.Functions.RegisterOrchestrator(trigger.Orchestration ?? method.Name, register(new OrchestrationTriggerBinding(method.Name)));

    public void Activity(ActivityTriggerAttribute trigger, FunctionMethod method, Func<ITriggerBinding, RegisteredFunction> register) =>
        durable.Functions.RegisterActivity(trigger.Activity ?? method.Name, register(new ActivityTriggerBinding()));

    /// <summary>Maps the management of orchestrations, for the system key.</summary>
    public void MapDurable(IEndpointRouteBuilder endpoints, FunctionKeys keys) =>
        endpoints.MapDurableManagement(durable.Engine, http => keys.Open(AuthorizationLevel.System, http.Request));
}
