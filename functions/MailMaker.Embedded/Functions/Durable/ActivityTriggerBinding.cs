using System.Reflection;
using MailMaker.Embedded.Functions.Invocation;

namespace MailMaker.Embedded.Functions.Durable;

/// <summary>Parameters of an activity function: its input, and the id of the orchestration by the name <c>instanceId</c>.</summary>
internal sealed class ActivityTriggerBinding : ITriggerBinding
{
    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var none = type.IsValueType ? Activator.CreateInstance(type) : null;
        return context => new(((ActivityEvent)context.Trigger).Call.ReadInput(type) ?? none);
    }

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase)
            ? ParameterBindings.Named(parameter)
            : null;
}
