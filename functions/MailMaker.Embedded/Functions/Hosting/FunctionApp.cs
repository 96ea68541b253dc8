using MailMaker.Embedded.Functions.Http;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The functions of the app, each bound to its trigger.</summary>
internal sealed class FunctionApp(IServiceProvider services, HostPlan plan, HostSettings settings, StopSignals signals, ILoggerFactory loggers)
{
    private readonly List<ITriggerListener> listeners = [];

    /// <summary>What fires the functions that are not HTTP's.</summary>
    public IReadOnlyList<ITriggerListener> Listeners => listeners;

    /// <summary>Finds, checks and binds every function.</summary>
    /// <exception cref="FunctionRefusedException">A function can't be run as it is declared.</exception>
    public void Load(IEndpointRouteBuilder endpoints)
    {
        var runner = new FunctionRunner(plan.Middleware);
        var clock = services.GetRequiredService<TimeProvider>();
        var http = new HttpFunctions(
            endpoints, services.GetRequiredService<FunctionKeys>(), runner, new InvocationLimits(clock, settings.FunctionTimeout, signals.RequestsMustEnd));
        foreach (var method in FunctionDiscovery.In(plan.Classes()))
        {
            var logger = loggers.CreateLogger("Function." + method.Name);
            switch (method.Trigger)
            {
                case HttpTriggerAttribute trigger:
                    if (!plan.HasWebApplication)
                        throw new FunctionRefusedException($"Function {method.Name} takes an HttpRequest: call ConfigureFunctionsWebApplication on the builder.");
                    var binding = new HttpTriggerBinding(method, trigger, settings.RoutePrefix);
                    http.Map(new RegisteredFunction(method, binding, new ParameterBindings([]), logger), binding);
                    break;
                default:
                    throw new FunctionRefusedException($"Function {method.Name}: the embedded home has no {method.Trigger.GetType().Name}.");
            }
        }

        http.MapHostStatus();
    }
}
