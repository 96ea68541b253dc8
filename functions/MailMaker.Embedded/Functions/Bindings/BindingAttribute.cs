namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Marks a parameter, property or method as bound to something outside the function.</summary>
public abstract class BindingAttribute : Attribute;
