using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>A method of the app as middleware sees it.</summary>
internal sealed class MethodDefinition : FunctionDefinition
{
    public MethodDefinition(FunctionMethod function)
    {
        var parameters = function.Method.GetParameters();
        Name = function.Name;
        EntryPoint = $"{function.Type.FullName}.{function.Method.Name}";
        PathToAssembly = function.Type.Assembly.Location;
        // The same after a restart: whoever keeps it finds the function again.
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EntryPoint + "\n" + Name)).AsSpan(0, 16));
        Parameters = [.. parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType))];
        InputBindings = parameters
            .Select(p => (p.Name, Attribute: p.GetCustomAttribute<BindingAttribute>()))
            .Where(p => p.Attribute is not null)
            .ToImmutableDictionary(p => p.Name!, BindingMetadata (p) => new ParameterBinding(p.Name!, p.Attribute!));
    }

    /// <inheritdoc />
    public override ImmutableArray<FunctionParameter> Parameters { get; }

    /// <inheritdoc />
    public override string PathToAssembly { get; }

    /// <inheritdoc />
    public override string EntryPoint { get; }

    /// <inheritdoc />
    public override string Id { get; }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <inheritdoc />
    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class ParameterBinding(string name, BindingAttribute attribute) : BindingMetadata
    {
        public override string Name => name;

        /// <summary>The attribute's name in the form of the Functions metadata: HttpTriggerAttribute is <c>httpTrigger</c>.</summary>
        public override string Type { get; } = KindOf(attribute.GetType().Name);

        public override BindingDirection Direction => BindingDirection.In;

        private static string KindOf(string attributeName) =>
            char.ToLowerInvariant(attributeName[0]) + attributeName[1..attributeName.LastIndexOf("Attribute", StringComparison.Ordinal)];
    }
}
