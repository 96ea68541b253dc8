using System.Globalization;
using Spectre.Console;

namespace MailMaker.Demo;

/// <summary>The demo's summary for people.</summary>
internal static class DemoTable
{
    /// <summary>Prints it.</summary>
    public static void Print(DemoSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("").RightAligned());
        table.HideHeaders();
        Row(table, "Rows in the file", summary.Rows);
        Row(table, "  added", summary.Added);
        Row(table, "  changed", summary.Changed);
        Row(table, "  unchanged", summary.Unchanged);
        Row(table, "  rejected", summary.Rejected);
        Rows(table, summary.RejectedByReason);
        Row(table, "Contacts removed", summary.Removed);
        Rate(table, "Import", summary.Rows, "rows", summary.ImportSeconds);
        table.AddEmptyRow();
        Row(table, "Contacts in the campaign", summary.Audience);
        Row(table, "  sent", summary.Sent);
        Row(table, "  deferred", summary.Deferred);
        Row(table, "  dropped", summary.Dropped);
        Rows(table, summary.DroppedByReason);
        Rate(table, "Campaign", summary.Audience, "contacts", summary.SendSeconds);
        AnsiConsole.Write(table);
        if (summary.DroppedByReason.GetValueOrDefault("capped") is > 0 and var capped)
            Console.WriteLine($"{capped} contacts had their one mail of the day already: the list's cap dropped them, one by one, in the ledger.");
        Console.WriteLine($"Outbox   {summary.Outbox}");
        Console.WriteLine($"Rejects  {summary.RejectsFile ?? "none"}");
    }

    private static void Rows(Table table, IReadOnlyDictionary<string, int> words)
    {
        foreach (var (word, count) in words.OrderByDescending(w => w.Value))
            Row(table, "    " + word, count);
    }

    private static void Row(Table table, string what, int count) => table.AddRow(Markup.Escape(what), count.ToString("N0", CultureInfo.InvariantCulture));

    private static void Rate(Table table, string what, int count, string of, double seconds) => table.AddRow(
        what, string.Create(CultureInfo.InvariantCulture, $"{seconds:N1} s, {(seconds > 0 ? count / seconds : 0):N0} {of}/s"));
}
