using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>A method that carries the <see cref="FunctionAttribute"/>, checked.</summary>
internal sealed class FunctionMethod
{
    private FunctionMethod(string name, Type type, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        Type = type;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Definition = new MethodDefinition(this);
    }

    /// <summary>Name from the attribute.</summary>
    public string Name { get; }

    /// <summary>The class that is built for an invocation.</summary>
    public Type Type { get; }

    /// <summary>The method to call.</summary>
    public MethodInfo Method { get; }

    /// <summary>The parameter whose value starts the function.</summary>
    public ParameterInfo TriggerParameter { get; }

    /// <summary>The attribute of <see cref="TriggerParameter"/>.</summary>
    public TriggerBindingAttribute Trigger { get; }

    /// <summary>The function as middleware sees it.</summary>
    public MethodDefinition Definition { get; }

    /// <summary>Checks a method and describes it.</summary>
    /// <exception cref="FunctionRefusedException">The Functions host would not run it either, or not as its author expects.</exception>
    public static FunctionMethod Of(string name, Type type, MethodInfo method)
    {
        FunctionRules.CheckName(name, method);
        FunctionRules.CheckMethod(name, method);
        var triggers = method.GetParameters()
            .Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(p => p.Trigger is not null)
            .ToList();
        return triggers.Count == 1
            ? new FunctionMethod(name, type, method, triggers[0].Parameter, triggers[0].Trigger!)
            : throw new FunctionRefusedException($"Function {name} needs exactly one trigger parameter and has {triggers.Count}.");
    }
}
