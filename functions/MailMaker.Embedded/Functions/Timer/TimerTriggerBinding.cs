using System.Reflection;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Timer;

/// <summary>Parameters of a timer function.</summary>
internal sealed class TimerTriggerBinding(string function) : ITriggerBinding
{
    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter) => parameter.ParameterType == typeof(TimerInfo)
        ? context => new(((TimerEvent)context.Trigger).Info)
        : throw new FunctionRefusedException($"Function {function}: the trigger parameter {parameter.Name} must be a TimerInfo.");

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter) => null;
}
