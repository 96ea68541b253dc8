namespace MailMaker.Core.Inbound.Mime;

/// <summary>The value of a <c>Content-Type</c> (RFC 2045 §5.1) or <c>Content-Disposition</c> (RFC 2183), with its parameters.</summary>
public sealed class HeaderValue
{
    private readonly Dictionary<string, string> parameters;

    internal HeaderValue(string value, Dictionary<string, string> parameters)
    {
        Value = value;
        this.parameters = parameters;
    }

    /// <summary>What stands before the first semicolon, in lower case and without blanks and comments: <c>text/plain</c>, <c>attachment</c>.</summary>
    public string Value { get; }

    /// <summary>The parameters by name; RFC 2231 pieces are joined and decoded, encoded words too, which do not belong there but are found there.</summary>
    public IReadOnlyDictionary<string, string> Parameters => parameters;

    /// <summary>A parameter's value, or null.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Reads an unfolded value.</summary>
    public static HeaderValue Read(string value) => new ParameterReader(value).Read();
}
