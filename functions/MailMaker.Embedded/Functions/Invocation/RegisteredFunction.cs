using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>A function with everything needed to call it.</summary>
internal sealed class RegisteredFunction
{
    private readonly ParameterBinder[] binders;
    private readonly MethodInvoker invoker;
    private readonly ObjectFactory? factory;

    public RegisteredFunction(FunctionMethod method, ITriggerBinding trigger, ParameterBindings others, ILogger logger)
    {
        Method = method;
        Logger = logger;
        binders = [.. method.Method.GetParameters().Select(p => others.Bind(method, trigger, p))];
        invoker = MethodInvokers.Compile(method.Method);
        factory = method.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.Type, Type.EmptyTypes);
    }

    /// <summary>The method.</summary>
    public FunctionMethod Method { get; }

    /// <summary>Name of the function.</summary>
    public string Name => Method.Name;

    /// <summary>The logger of category <c>Function.NAME</c>.</summary>
    public ILogger Logger { get; }

    /// <summary>Fills the parameters, builds the class, calls the method, and disposes what it built.</summary>
    public async Task CallAsync(InvocationContext context)
    {
        var arguments = binders.Length == 0 ? [] : new object?[binders.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await binders[i](context);
        var instance = factory?.Invoke(context.InstanceServices, null);
        try
        {
            context.Result = await invoker(instance, arguments);
        }
        finally
        {
            await DisposeAsync(instance);
            foreach (var argument in arguments)
            {
                // Streams that were opened for this call; nothing else that is bound is the invocation's own.
                if (argument is Stream stream)
                    await stream.DisposeAsync();
            }
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asyncDisposable)
            await asyncDisposable.DisposeAsync();
        else if (instance is IDisposable disposable)
            disposable.Dispose();
    }
}
