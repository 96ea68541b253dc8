namespace Microsoft.DurableTask;

/// <summary>One page of results.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>A page and where the next one begins.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The results on this page.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins; null: this is the last one.</summary>
    public string? ContinuationToken { get; }
}
