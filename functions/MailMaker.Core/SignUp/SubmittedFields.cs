using System.Text;

namespace MailMaker.Core.SignUp;

/// <summary>
/// What a form's post holds: names and values, in one of three notations. Reading never throws and takes time and memory in proportion to the body, which
/// is at most <see cref="MostBytes"/>.
/// </summary>
public sealed class SubmittedFields
{
    /// <summary>Bytes that a body may have.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Fields that a body may have.</summary>
    public const int MostFields = 100;

    /// <summary>Characters that a field's name may have.</summary>
    public const int MostNameCharacters = 100;

    /// <summary>Characters that a field's value may have.</summary>
    public const int MostValueCharacters = 8_000;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many fields there are.</summary>
    public int Count => values.Count;

    /// <summary>A field's value; empty when there is no such field.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>Reads a body.</summary>
    /// <param name="contentType">The <c>Content-Type</c> header; a form when absent.</param>
    /// <param name="body">The body.</param>
    /// <returns>The fields, or the one thing that is wrong with the whole.</returns>
    public static Checked<SubmittedFields> Read(string? contentType, ReadOnlySpan<byte> body)
    {
        if (body.Length > MostBytes)
            return Refuse($"The body is over {MostBytes} bytes.");
        var fields = new SubmittedFields();
        var type = (contentType ?? "").Split(';', 2)[0].Trim();
        var fault = type.ToLowerInvariant() switch
        {
            "" or "application/x-www-form-urlencoded" => UrlEncodedBody.Read(body, fields),
            "application/json" => JsonBody.Read(body, fields),
            "multipart/form-data" => MultipartBody.Read(contentType!, body, fields),
            _ => "Send application/x-www-form-urlencoded, multipart/form-data or application/json.",
        };
        return fault is null ? new(fields, []) : Refuse(fault);
    }

    /// <summary>Adds a field; the first of two of one name stays, unless it is empty.</summary>
    /// <returns>Null, or what is wrong.</returns>
    internal string? Add(string name, string value)
    {
        if (name.Length > MostNameCharacters)
            return $"A field's name is over {MostNameCharacters} characters.";
        if (value.Length > MostValueCharacters)
            return $"A field's value is over {MostValueCharacters} characters.";
        if (values.TryGetValue(name, out var said))
        {
            if (said.Length == 0)
                values[name] = value;
            return null;
        }

        if (values.Count == MostFields)
            return $"There are more than {MostFields} fields.";
        values.Add(name, value);
        return null;
    }

    /// <summary>Text of a body: UTF-8, and what is not becomes U+FFFD.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static Checked<SubmittedFields> Refuse(string fault) => new(null, [new Problem("", fault)]);
}
