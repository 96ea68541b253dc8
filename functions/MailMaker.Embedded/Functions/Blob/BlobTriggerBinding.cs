using System.Reflection;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MailMaker.Embedded.Functions.Invocation;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>Parameters of a blob function.</summary>
internal sealed class BlobTriggerBinding(string function, BlobPathPattern pattern) : ITriggerBinding
{
    private static readonly Dictionary<Type, ParameterBinder> Contents = new()
    {
        [typeof(BlobClient)] = context => new(Blob(context)),
        [typeof(BlobBaseClient)] = context => new(Blob(context)),
        [typeof(Stream)] = async context => await Blob(context).OpenReadAsync(cancellationToken: context.CancellationToken),
        [typeof(string)] = async context => (await ContentAsync(context)).ToString(),
        [typeof(byte[])] = async context => (await ContentAsync(context)).ToArray(),
    };

    private static readonly Dictionary<string, Type> Metadata = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BlobTrigger"] = typeof(string),
        ["Uri"] = typeof(Uri),
        ["Properties"] = typeof(BlobProperties),
        ["Metadata"] = typeof(IDictionary<string, string>),
    };

    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter) => Contents.GetValueOrDefault(parameter.ParameterType)
        ?? throw new FunctionRefusedException(
            $"Function {function}: the trigger parameter {parameter.Name} must be a BlobClient, BlobBaseClient, Stream, string or byte[].");

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter) =>
        pattern.Tokens.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        || Metadata.GetValueOrDefault(parameter.Name!) == parameter.ParameterType
            ? ParameterBindings.Named(parameter)
            : null;

    private static BlobClient Blob(InvocationContext context) => ((BlobEvent)context.Trigger).Client;

    private static async Task<BinaryData> ContentAsync(InvocationContext context) =>
        (await Blob(context).DownloadContentAsync(context.CancellationToken)).Value.Content;
}
