namespace Microsoft.Azure.Functions.Worker;

/// <summary>Features of one invocation by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>.</summary>
    /// <param name="instance">The feature.</param>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>; null when there is none.</summary>
    T? Get<T>();
}
