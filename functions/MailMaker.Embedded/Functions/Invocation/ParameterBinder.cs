namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Makes the value of one parameter for one invocation.</summary>
internal delegate ValueTask<object?> ParameterBinder(InvocationContext context);
