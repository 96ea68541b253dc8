using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function of the app.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Its parameters in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>File of the assembly that holds it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full name of the type, a dot, and the method's name.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Stable identifier of the function.</summary>
    public abstract string Id { get; }

    /// <summary>Name from the <see cref="FunctionAttribute"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Trigger and input bindings by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>Output bindings by name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
