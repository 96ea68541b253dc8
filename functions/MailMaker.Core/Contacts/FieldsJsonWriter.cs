using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MailMaker.Core.Contacts;

/// <summary>
/// Writes fields as <see cref="FieldsJson"/> does, to the byte, into a buffer that is used again: plain ASCII, which most values are, goes in
/// without being looked at twice.
/// </summary>
internal sealed class FieldsJsonWriter
{
    private static readonly JavaScriptEncoder Encoder = FieldsJson.Options.Encoder!;

    private byte[] bytes = new byte[8 * 1024];
    private int length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>A name as <see cref="Add"/> takes it: quoted, with its colon.</summary>
    public static byte[] NameOf(string field) => [(byte)'"', .. JsonEncodedText.Encode(field, Encoder).EncodedUtf8Bytes, (byte)'"', (byte)':'];

    /// <summary>Begins anew.</summary>
    public void Begin()
    {
        bytes[0] = (byte)'{';
        length = 1;
    }

    /// <summary>Adds a field that has a value.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        // Escaped, a character is at most six bytes.
        Reserve(name.Length + (6 * value.Length) + 4);
        if (length > 1)
            bytes[length++] = (byte)',';
        name.CopyTo(bytes.AsSpan(length));
        length += name.Length;
        bytes[length++] = (byte)'"';
        if (Ascii.IsValid(value) && !value.ContainsAny('"', '\\', '\u007F') && !value.ContainsAnyInRange('\0', '\u001F'))
            length += Encoding.ASCII.GetBytes(value, bytes.AsSpan(length));
        else
            AddEncoded(value);
        bytes[length++] = (byte)'"';
    }

    /// <summary>Ends the object.</summary>
    public void End()
    {
        Reserve(1);
        bytes[length++] = (byte)'}';
    }

    private void AddEncoded(ReadOnlySpan<char> value)
    {
        Span<char> encoded = stackalloc char[256];
        while (!value.IsEmpty)
        {
            Encoder.Encode(value, encoded, out var consumed, out var written);
            length += Encoding.UTF8.GetBytes(encoded[..written], bytes.AsSpan(length));
            value = value[consumed..];
        }
    }

    private void Reserve(int count)
    {
        if (bytes.Length < length + count)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + count));
    }
}
