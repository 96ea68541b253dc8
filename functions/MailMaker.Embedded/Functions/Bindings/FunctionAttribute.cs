namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a method a function of the app.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function.</summary>
    /// <param name="name">Unique in the app, compared without case.</param>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The function's name: the HTTP route when none is given, the name that receipts, schedules and orchestrations are kept under.</summary>
    public string Name { get; }
}
