namespace MailMaker.Core.Contacts;

/// <summary>What a person chose itself: it outweighs what files and calls say.</summary>
public static class Choices
{
    /// <summary>Lays the person's choices over fields that are about to be kept.</summary>
    /// <param name="fields">The fields; those chosen are replaced.</param>
    /// <param name="choices">The choices as kept; empty when there are none.</param>
    public static void LayOver(List<KeyValuePair<string, string>> fields, ReadOnlySpan<byte> choices)
    {
        if (choices.IsEmpty)
            return;
        foreach (var choice in FieldsJson.Read(choices))
        {
            fields.RemoveAll(f => f.Key == choice.Key);
            fields.Add(choice);
        }
    }
}
