using System.Reflection;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>How one kind of trigger fills the parameters of one function. Asked once, when the app starts.</summary>
internal interface ITriggerBinding
{
    /// <summary>The binder of the parameter that carries the trigger attribute.</summary>
    /// <exception cref="FunctionRefusedException">This trigger can't fill a parameter of that type.</exception>
    ParameterBinder BindTrigger(ParameterInfo parameter);

    /// <summary>The binder of a parameter without attribute; null when this trigger has nothing by that name and type.</summary>
    ParameterBinder? BindOther(ParameterInfo parameter);
}
