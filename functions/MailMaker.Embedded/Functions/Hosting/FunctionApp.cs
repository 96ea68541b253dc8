using MailMaker.Embedded.Functions.Http;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The functions of the app, each bound to its trigger.</summary>
internal sealed class FunctionApp(
    HostPlan plan, TriggerFactory triggers, FunctionRunner runner, HostSettings settings, FunctionKeys keys, HostLimits limits, ILoggerFactory loggers)
{
    private readonly List<ITriggerListener> listeners = [];

    /// <summary>What fires the functions that are not HTTP's.</summary>
    public IReadOnlyList<ITriggerListener> Listeners => listeners;

    /// <summary>Finds, checks and binds every function.</summary>
    /// <exception cref="FunctionRefusedException">Functions can't be run as they are declared; the message lists each.</exception>
    public void Load(IEndpointRouteBuilder endpoints)
    {
        var http = new HttpFunctions(endpoints, keys, runner, limits.Requests);
        var faults = new List<string>();
        foreach (var method in FunctionDiscovery.In(plan.Classes()))
        {
            try
            {
                Bind(method, http);
            }
            catch (Exception e) when (e is FunctionRefusedException or FormatException or InvalidOperationException)
            {
                faults.Add(e is FunctionRefusedException ? e.Message : $"Function {method.Name}: {e.Message}");
            }
        }

        if (faults.Count > 0)
            throw new FunctionRefusedException(string.Join(Environment.NewLine, faults));
        http.MapHostStatus();
        triggers.MapDurable(endpoints, keys);
        // Orchestrations go on first: what messages and files start then finds them at work.
        listeners.InsertRange(0, triggers.DurableListeners);
    }

    private void Bind(FunctionMethod method, HttpFunctions http)
    {
        RegisteredFunction Registered(ITriggerBinding binding) =>
            new(method, binding, triggers.Inputs, loggers.CreateLogger("Function." + method.Name));

        switch (method.Trigger)
        {
            case HttpTriggerAttribute when !plan.HasWebApplication:
                throw new FunctionRefusedException($"Function {method.Name} takes an HttpRequest: call ConfigureFunctionsWebApplication on the builder.");
            case HttpTriggerAttribute trigger:
                var route = new HttpTriggerBinding(method, trigger, settings.RoutePrefix);
                http.Map(Registered(route), route);
                break;
            case TimerTriggerAttribute trigger:
                listeners.Add(triggers.Timer(trigger, method, Registered));
                break;
            case BlobTriggerAttribute trigger:
                listeners.Add(triggers.Blob(trigger, method, Registered));
                break;
            case ServiceBusTriggerAttribute trigger:
                listeners.Add(triggers.ServiceBus(trigger, method, Registered));
                break;
            case OrchestrationTriggerAttribute trigger:
                triggers.Orchestration(trigger, method, Registered);
                break;
            case ActivityTriggerAttribute trigger:
                triggers.Activity(trigger, method, Registered);
                break;
            default:
                throw new FunctionRefusedException($"Function {method.Name}: the embedded home has no {method.Trigger.GetType().Name}.");
        }
    }
}
