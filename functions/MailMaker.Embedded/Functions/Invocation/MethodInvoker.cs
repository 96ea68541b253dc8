using System.Linq.Expressions;
using System.Reflection;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Calls a function through a compiled expression: on the hot paths reflection costs more than small functions do.</summary>
internal delegate ValueTask<object?> MethodInvoker(object? instance, object?[] arguments);

/// <summary>Compiles <see cref="MethodInvoker"/>s.</summary>
internal static class MethodInvokers
{
    private const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>The invoker of a method that returns void, Task, Task&lt;T&gt; or a value.</summary>
    public static MethodInvoker Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object[]), "arguments");
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        return Expression.Lambda<MethodInvoker>(Adapted(call), instance, arguments).Compile();
    }

    private static Expression Adapted(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task))
            return Expression.Call(typeof(MethodInvokers).GetMethod(nameof(FromTask), Own)!, call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return Expression.Call(typeof(MethodInvokers).GetMethod(nameof(FromTaskOf), Own)!.MakeGenericMethod(type.GenericTypeArguments), call);
        return Expression.New(typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static ValueTask<object?> FromTask(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Awaited(task);

        static async ValueTask<object?> Awaited(Task task)
        {
            await task;
            return null;
        }
    }

    private static ValueTask<object?> FromTaskOf<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.GetAwaiter().GetResult()) : Awaited(task);

        static async ValueTask<object?> Awaited(Task<T> task) => await task;
    }
}
