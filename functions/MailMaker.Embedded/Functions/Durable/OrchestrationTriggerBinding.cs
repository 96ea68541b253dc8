using System.Reflection;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Functions.Durable;

/// <summary>Parameters of an orchestrator function: its context, and one more without attribute, which takes the input.</summary>
internal sealed class OrchestrationTriggerBinding(string function) : ITriggerBinding
{
    private static readonly MethodInfo Typed =
        typeof(OrchestrationTriggerBinding).GetMethod(nameof(InputOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private bool hasInput;

    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter) => parameter.ParameterType == typeof(TaskOrchestrationContext)
        ? context => new(Orchestration(context))
        : throw new FunctionRefusedException($"Function {function}: the trigger parameter {parameter.Name} must be a TaskOrchestrationContext.");

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter)
    {
        if (hasInput)
            return null;
        hasInput = true;
        return Typed.MakeGenericMethod(parameter.ParameterType).CreateDelegate<ParameterBinder>();
    }

    private static ValueTask<object?> InputOf<T>(InvocationContext context) => new(Orchestration(context).GetInput<T>());

    private static TaskOrchestrationContext Orchestration(InvocationContext context) => ((OrchestrationEvent)context.Trigger).Context;
}
