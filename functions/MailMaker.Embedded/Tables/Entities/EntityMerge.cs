using System.Text;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>Merges bodies: the new properties go over the old ones of the same name, whatever their types; the other old ones stay.</summary>
internal static class EntityMerge
{
    /// <summary>Writes the merged body over what is in the buffer; a fault when the entity became too large.</summary>
    public static TableFault? Write(ByteBuffer target, ReadOnlySpan<byte> old, ReadOnlySpan<byte> changes, ReadOnlySpan<byte> key)
    {
        target.Truncate(0);
        target.Write(old[..EntityEncoder.HeaderLength]);
        var count = 0;
        // At least as large as the service counts it: a key takes two bytes a character there, here one to three.
        var size = EntityLimits.KeyBytes("", "") + (2 * (Encoding.UTF8.GetCharCount(key) - EntityKey.Prefix - 1));
        for (var kept = new PropertyReader(old); kept.Next();)
        {
            if (!new PropertyReader(changes).Find(kept.Name))
                Append(target, kept, ref count, ref size);
        }

        for (var changed = new PropertyReader(changes); changed.Next();)
            Append(target, changed, ref count, ref size);
        EntityEncoder.SetCount(target.Written(..), count);
        return EntityLimits.FaultOfEntity(count, size);
    }

    private static void Append(ByteBuffer target, PropertyReader property, ref int count, ref int size)
    {
        target.Write(property.Encoded);
        count++;
        size += property.Size;
    }
}
