namespace MailMaker.Core.Content;

/// <summary>A fixed group of values in a template, such as <c>list</c> in <c>{{list.title}}</c>. Names are found whatever their case.</summary>
internal sealed class NamedValues(params (string Name, string Value)[] values)
{
    private readonly Dictionary<string, string> byName = values.ToDictionary(v => v.Name, v => v.Value, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => byName.Keys;

    /// <summary>Nothing: what a template prints that names the whole instead of a value.</summary>
    public override string ToString() => "";

    public object? Find(string name) => byName.GetValueOrDefault(name) is { } value ? FalseValue.MeaningOf(value) : null;
}
