namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// Names and values of an entity in the order in which they came. Entities are small and read once, so a search along the names beats
/// a hash table that would have to be built for each; only a wide entity gets an index, at the first search.
/// </summary>
internal struct PropertyList
{
    private const int Wide = 24;

    private string[] names;
    private object?[] values;
    private Dictionary<string, int>? index;

    /// <summary>An empty list with room for some properties.</summary>
    public PropertyList(int capacity)
    {
        names = new string[capacity];
        values = new object?[capacity];
    }

    /// <summary>How many properties.</summary>
    public int Count { get; private set; }

    /// <summary>The names; as many as <see cref="Count" />.</summary>
    public readonly ReadOnlySpan<string> Names => names.AsSpan(0, Count);

    /// <summary>The values, in the order of the names.</summary>
    public readonly ReadOnlySpan<object?> Values => values.AsSpan(0, Count);

    /// <summary>Where a property stands; negative when there is none of this name.</summary>
    public int Find(string name)
    {
        if (Count > Wide)
            return (index ??= Index()).TryGetValue(name, out var at) ? at : -1;
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(names[i], name) || names[i] == name)
                return i;
        }

        return -1;
    }

    /// <summary>Adds a property whose name is known not to be there.</summary>
    public void Append(string name, object? value)
    {
        names ??= new string[8];
        values ??= new object?[8];
        if (Count == names.Length)
        {
            Array.Resize(ref names, Math.Max(8, Count * 2));
            Array.Resize(ref values, Math.Max(8, Count * 2));
        }

        names[Count] = name;
        values[Count] = value;
        index?.Add(name, Count);
        Count++;
    }

    /// <summary>Changes the value at a place that <see cref="Find" /> gave.</summary>
    public readonly void Replace(int at, object? value) => values[at] = value;

    /// <summary>Removes the property at a place that <see cref="Find" /> gave.</summary>
    public void RemoveAt(int at)
    {
        Count--;
        names.AsSpan(at + 1, Count - at).CopyTo(names.AsSpan(at));
        values.AsSpan(at + 1, Count - at).CopyTo(values.AsSpan(at));
        values[Count] = null;
        index = null;
    }

    private readonly Dictionary<string, int> Index()
    {
        var places = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
            places.Add(names[i], i);
        return places;
    }
}
