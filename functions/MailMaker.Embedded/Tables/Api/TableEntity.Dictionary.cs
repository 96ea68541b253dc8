using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

public sealed partial class TableEntity : IDictionary<string, object?>
{
    /// <summary>How many properties, keys included.</summary>
    public int Count
    {
        get
        {
            WriteOut();
            return properties.Count;
        }
    }

    /// <summary>The names of the properties, keys included.</summary>
    public ICollection<string> Keys
    {
        get
        {
            WriteOut();
            return properties.Names.ToArray();
        }
    }

    ICollection<object?> IDictionary<string, object?>.Values
    {
        get
        {
            WriteOut();
            return properties.Values.ToArray();
        }
    }

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>
    /// A property; null when there is none. Setting one keeps the type of the value that is there: an Int32 becomes the Int64 or Double
    /// that was there, and an Int32 that was there gives way to an Int64 or Double.
    /// </summary>
    /// <exception cref="InvalidOperationException">The value that is there has another type.</exception>
    public object? this[string key]
    {
        get => Find(key);
        set
        {
            var old = Find(key);
            Put(key, old is null || value is null ? value : Coerce(old, value));
        }
    }

    /// <summary>Adds or changes a property, as the indexer does.</summary>
    public void Add(string key, object? value) => this[key] = value;

    /// <summary>Whether there is such a property.</summary>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>Removes a property; false when there was none.</summary>
    public bool Remove(string key)
    {
        WriteOut();
        var at = properties.Find(key);
        if (at >= 0)
            properties.RemoveAt(at);
        return at >= 0;
    }

    /// <summary>Gets a property; false when there is none.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        WriteOut();
        var at = properties.Find(key);
        value = at < 0 ? null : properties.Values[at];
        return at >= 0;
    }

    /// <summary>Removes everything, keys included.</summary>
    public void Clear()
    {
        unwrittenVersion = 0;
        properties = default;
    }

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) =>
        TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)this).Contains(item) && Remove(item.Key);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator()
    {
        WriteOut();
        for (var i = 0; i < properties.Count; i++)
            yield return KeyValuePair.Create(properties.Names[i], properties.Values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)this).GetEnumerator();

    private static object Coerce(object old, object value) => (old, value) switch
    {
        (int, long or double) => value,
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        _ when old.GetType().IsInstanceOfType(value) => value,
        _ => throw new InvalidOperationException($"A property of type {old.GetType()} can't take a {value.GetType()}."),
    };
}
