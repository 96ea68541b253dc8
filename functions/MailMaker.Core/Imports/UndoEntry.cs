using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>What is kept of one contact that an import wrote, so that it can be undone.</summary>
/// <param name="Id">Whom.</param>
public abstract record UndoEntry(ContactId Id)
{
    /// <summary>The values that undoing gives back, as a contact keeps them; empty when it gives none.</summary>
    public byte[] Old(FieldOrder order) => this switch
    {
        Removed removed => removed.Fields,
        Changed changed => FieldsJson.Write(order, changed.Fields.Where(f => f.Old is not null).Select(f => KeyValuePair.Create(f.Field, f.Old!))),
        _ => [],
    };

    /// <summary>The contact was not in the list.</summary>
    /// <param name="Id">Whom.</param>
    /// <param name="RowHash">The row hash that the import left.</param>
    public sealed record Added(ContactId Id, long RowHash) : UndoEntry(Id);

    /// <summary>Some of its fields were different.</summary>
    /// <param name="Id">Whom.</param>
    /// <param name="RowHash">The row hash that the import left.</param>
    /// <param name="Before">Who wrote it before.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Fields">What changed.</param>
    public sealed record Changed(ContactId Id, long RowHash, RowVersion Before, string Key, IReadOnlyList<FieldDifference> Fields) : UndoEntry(Id)
    {
        /// <inheritdoc />
        public bool Equals(Changed? other) => other is not null && Id == other.Id && RowHash == other.RowHash && Before == other.Before && Key == other.Key
            && Fields.SequenceEqual(other.Fields);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Id, RowHash, Before, Key);
    }

    /// <summary>The contact was in the list.</summary>
    /// <param name="Id">Whom.</param>
    /// <param name="Before">Who wrote it before.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Fields">Its fields as kept.</param>
    public sealed record Removed(ContactId Id, RowVersion Before, string Key, byte[] Fields) : UndoEntry(Id)
    {
        /// <inheritdoc />
        public bool Equals(Removed? other) => other is not null && Id == other.Id && Before == other.Before && Key == other.Key
            && Fields.AsSpan().SequenceEqual(other.Fields);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Id, Before, Key);
    }

    /// <summary>Nothing is kept: the person was erased since.</summary>
    /// <param name="Id">Whom.</param>
    public sealed record Forgotten(ContactId Id) : UndoEntry(Id);
}
