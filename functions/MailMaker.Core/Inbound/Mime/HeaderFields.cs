using System.Collections;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>The header fields of a message or part in their order. Names are compared without regard to case.</summary>
public sealed class HeaderFields : IReadOnlyList<HeaderField>
{
    private readonly IReadOnlyList<HeaderField> fields;

    internal HeaderFields(IReadOnlyList<HeaderField> fields) => this.fields = fields;

    /// <summary>Fields.</summary>
    public int Count => fields.Count;

    /// <summary>The field at a place, the topmost first.</summary>
    public HeaderField this[int index] => fields[index];

    /// <summary>Reads a block of header fields from its beginning up to the first empty line.</summary>
    public static HeaderFields Read(ReadOnlyMemory<byte> bytes) => new HeaderReader(new MimeSource(bytes)).Read();

    /// <summary>Reads blocks of header fields with empty lines between them, as in a delivery status (RFC 3464 §2.1). Blocks without a field are left out.</summary>
    public static IReadOnlyList<HeaderFields> ReadGroups(ReadOnlyMemory<byte> bytes)
    {
        var reader = new HeaderReader(new MimeSource(bytes)) { EndsAtBrokenLine = false };
        var groups = new List<HeaderFields>();
        while (!reader.Source.AtEnd && groups.Count < MimeLimits.MostFieldGroups)
        {
            var group = reader.Read();
            if (group.Count > 0)
                groups.Add(group);
        }

        return groups;
    }

    /// <summary>The topmost field of a name.</summary>
    public HeaderField? Find(string name)
    {
        foreach (var field in fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }

    /// <summary>The decoded text of the topmost field of a name, or null.</summary>
    public string? TextOf(string name) => Find(name)?.Text;

    /// <summary>Every field of a name.</summary>
    public IEnumerable<HeaderField> All(string name) => fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The addresses in every field of a name.</summary>
    public IReadOnlyList<Mailbox> MailboxesOf(string name) => [.. All(name).SelectMany(f => Mailbox.ReadList(f.Value))];

    /// <inheritdoc/>
    public IEnumerator<HeaderField> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
