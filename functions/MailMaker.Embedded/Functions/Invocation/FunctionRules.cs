using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>What the Functions host and its build-time analysers refuse.</summary>
internal static partial class FunctionRules
{
    /// <summary>Letters, digits, <c>_</c> and <c>-</c>, a letter first, at most 127 characters: the host's own rule.</summary>
    public static void CheckName(string name, MethodInfo method)
    {
        if (!ValidName().IsMatch(name))
            throw new FunctionRefusedException(
                $"'{name}' on {method.DeclaringType?.Name}.{method.Name} is no function name: a letter, then letters, digits, _ or -, 127 characters at most.");
    }

    /// <summary>Refuses methods whose end the host could not see or whose body it could not call.</summary>
    public static void CheckMethod(string name, MethodInfo method)
    {
        if (!method.IsPublic)
            throw new FunctionRefusedException($"Function {name} must be a public method.");
        if (method.IsGenericMethodDefinition || method.DeclaringType!.ContainsGenericParameters)
            throw new FunctionRefusedException($"Function {name} must not be generic.");
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            throw new FunctionRefusedException($"Function {name} is in an abstract class, which can't be built.");
        // Nobody can wait for an async void method, and its exception ends the process.
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw new FunctionRefusedException($"Function {name} is async void; return Task.");
        if (IsValueTask(method.ReturnType))
            throw new FunctionRefusedException($"Function {name} returns a ValueTask, which the worker does not await; return Task.");
        if (method.GetParameters().FirstOrDefault(p => p.ParameterType.IsByRef) is { } byRef)
            throw new FunctionRefusedException($"Function {name} has the ref or out parameter {byRef.Name}.");
    }

    private static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex ValidName();
}
