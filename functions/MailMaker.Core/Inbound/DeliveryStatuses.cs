using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Reads delivery statuses (RFC 3464 §2.1), also where the part is not marked as one, or the fields stand in a text.</summary>
internal static class DeliveryStatuses
{
    /// <summary>Recipients that are read of one report; mailings go out one recipient a mail, so that any report of ours names one.</summary>
    private const int MostEntries = 200;

    private const int MostText = 256 * 1024;

    /// <summary>The entries of a mail; empty when it holds none.</summary>
    public static List<StatusEntry> Of(InboundMail mail)
    {
        var entries = new List<StatusEntry>();
        foreach (var part in mail.Parts)
            if (part.MediaType is "message/delivery-status" or "message/global-delivery-status")
                Add(part.ReadFieldGroups(), entries);
        if (entries.Count == 0)
            foreach (var part in mail.Parts)
                if (part.MediaType.StartsWith("text/", StringComparison.Ordinal) || (part.IsMultipart && part.Children.Count == 0))
                    AddFromText(part, entries);
        return entries;
    }

    /// <summary>What an action field means; without one, the status tells.</summary>
    public static DeliveryAction ActionOf(StatusEntry entry)
    {
        var action = entry.Action.TrimStart();
        if (Begins(action, "delay"))
            return DeliveryAction.Delayed;
        if (Begins(action, "relay"))
            return DeliveryAction.Relayed;
        if (Begins(action, "expand"))
            return DeliveryAction.Expanded;
        if (Begins(action, "deliver") || (action.Length == 0 && entry.Status.TrimStart().StartsWith("2.", StringComparison.Ordinal)))
            return DeliveryAction.Delivered;
        return DeliveryAction.Failed;
    }

    // A report that people forwarded has marks of quotation before each line.
    private static void AddFromText(MimePart part, List<StatusEntry> entries)
    {
        var text = part.DecodeText();
        if (text.Length > MostText)
            text = text[..MostText];
        if (!text.Contains("-Recipient:", StringComparison.OrdinalIgnoreCase) || !text.Contains("Action:", StringComparison.OrdinalIgnoreCase))
            return;
        var lines = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines())
            lines.Append(line.StartsWith('>') ? line.TrimStart("> ") : line).Append('\n');
        Add(HeaderFields.ReadGroups(Encoding.UTF8.GetBytes(lines.ToString())), entries);
    }

    private static void Add(IReadOnlyList<HeaderFields> groups, List<StatusEntry> entries)
    {
        foreach (var group in groups)
        {
            var entry = new StatusEntry();
            foreach (var field in group)
                entry = Take(field, entry, entries);
            Keep(entry, entries);
        }
    }

    // Some systems leave out the empty line between two recipients: a field that comes again begins the next.
    private static StatusEntry Take(HeaderField field, StatusEntry entry, List<StatusEntry> entries)
    {
        var again = (Is(field, "Final-Recipient") && entry.FinalRecipient.Length > 0) || (Is(field, "Original-Recipient") && entry.OriginalRecipient.Length > 0);
        if (again)
        {
            Keep(entry, entries);
            entry = new StatusEntry();
        }
        var value = field.Text;
        if (Is(field, "Final-Recipient"))
            entry.FinalRecipient = field.Value;
        else if (Is(field, "Original-Recipient"))
            entry.OriginalRecipient = field.Value;
        else if (Is(field, "Action") && entry.Action.Length == 0)
            entry.Action = value;
        else if (Is(field, "Status") && entry.Status.Length == 0)
            entry.Status = value;
        else if (Is(field, "Diagnostic-Code") && entry.Diagnostic.Length == 0)
            entry.Diagnostic = WithoutType(value);
        return entry;
    }

    private static void Keep(StatusEntry entry, List<StatusEntry> entries)
    {
        if (entry.FinalRecipient.Length + entry.OriginalRecipient.Length > 0 && entries.Count < MostEntries)
            entries.Add(entry);
    }

    // RFC 3464 §2.3.6: "smtp; 550 …", "x-unix; …".
    private static string WithoutType(string value)
    {
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        return semicolon is > 0 and < 40 && !value.AsSpan(0, semicolon).Trim().ContainsAny(" <@") ? value[(semicolon + 1)..].Trim() : value;
    }

    private static bool Is(HeaderField field, string name) => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
