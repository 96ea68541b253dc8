using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Finds the binder of each parameter; what none can fill is refused when the app starts.</summary>
/// <param name="inputs">Binders of parameters with an input attribute; each answers null for attributes that are not its own.</param>
internal sealed class ParameterBindings(IEnumerable<Func<ParameterInfo, ParameterBinder?>> inputs)
{
    private static readonly ParameterBinder Context = context => new(context);
    private static readonly ParameterBinder Token = context => new(context.CancellationToken);

    private readonly List<Func<ParameterInfo, ParameterBinder?>> inputs = [.. inputs];

    /// <summary>The binder of one parameter.</summary>
    /// <exception cref="FunctionRefusedException">Nothing can fill it.</exception>
    public ParameterBinder Bind(FunctionMethod function, ITriggerBinding trigger, ParameterInfo parameter)
    {
        // Not by identity: apps that start at the same time may be given two objects for one parameter.
        if (parameter.Position == function.TriggerParameter.Position)
            return trigger.BindTrigger(parameter);
        if (parameter.ParameterType == typeof(FunctionContext))
            return Context;
        if (parameter.ParameterType == typeof(CancellationToken))
            return Token;
        return inputs.Select(input => input(parameter)).FirstOrDefault(b => b is not null)
            ?? trigger.BindOther(parameter)
            ?? throw new FunctionRefusedException(
                $"Function {function.Name}: nothing can fill the parameter {parameter.Name} of type {parameter.ParameterType.Name}.");
    }

    /// <summary>The binder of a parameter that takes the trigger metadata of its own name, converted to its type.</summary>
    public static ParameterBinder Named(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var convert = TextConversion.To(parameter);
        return context => new(convert(context.BindingContext.BindingData.GetValueOrDefault(name)));
    }
}
