using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Features of one invocation by type; the invocation itself is one, so that middleware which wraps the context keeps it reachable.</summary>
internal sealed class InvocationFeatures(InvocationContext own) : IInvocationFeatures
{
    private readonly Dictionary<Type, object> features = new() { [typeof(InvocationContext)] = own };

    /// <inheritdoc />
    public void Set<T>(T instance)
    {
        if (instance is null)
            features.Remove(typeof(T));
        else
            features[typeof(T)] = instance;
    }

    /// <inheritdoc />
    public T? Get<T>() => features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
