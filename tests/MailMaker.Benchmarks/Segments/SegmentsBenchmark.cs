using System.Text;
using System.Text.Json;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;

namespace MailMaker.Benchmarks.Segments;

/// <summary>Filters asked of contacts of 14 fields, on one thread.</summary>
internal static class SegmentsBenchmark
{
    private const int Contacts = 1000;

    private static readonly ContactList List = new()
    {
        Account = "acme", Name = "news", Fields = [new ContactField("points", FieldType.Number), new ContactField("lastOrder", FieldType.Date), new ContactField("size", FieldType.Choice, ["S", "M", "L"])],
    };

    public static void Run()
    {
        var contacts = Enumerable.Range(0, Contacts).Select(Contact).ToArray();
        Console.WriteLine($"Contacts of {contacts.Average(c => c.Length):N0} octets; {Contacts} at a time");
        Time("one comparison of text", contacts, """{"field": "city", "equals": "Roma"}""");
        Time("and of text, number, date and a birthday", contacts, """
            {"and": [{"field": "city", "in": ["Roma", "Milano"]}, {"field": "points", ">=": 100}, {"field": "lastOrder", "inPastDays": 90}, {"field": "birthDate", "anniversaryInNextDays": 30}]}
            """);
        Time("twelve comparisons with or and not", contacts, """
            {"or": [{"and": [{"field": "city", "startsWith": "ro"}, {"not": {"field": "email", "contains": "@example.org"}}, {"field": "points", "between": [10, 500]}, {"field": "size", "in": ["S", "M"]}]},
                    {"and": [{"field": "lastOrder", "empty": true}, {"field": "country", "equals": "IT"}, {"field": "language", "equals": "it"}, {"field": "gender", "equals": "f"}]},
                    {"and": [{"field": "lastOrder", "<": "2025-01-01"}, {"field": "firstName", "contains": "mar"}, {"field": "points", ">": 900}, {"field": "birthDate", ">=": "1990-01-01"}]}]}
            """);
    }

    private static void Time(string what, byte[][] contacts, string json)
    {
        using var document = JsonDocument.Parse(json);
        var filter = SegmentCompiler.Compile(SegmentReader.Read(document.RootElement, "").Value!, List, new DateOnly(2026, 3, 2), "").Value!;
        var meant = 0;
        var each = Measure.PerSecond(what, () =>
        {
            foreach (var contact in contacts)
                meant += filter.Matches(contact) ? 1 : 0;
        });
        Console.WriteLine($"    = {each * Contacts:N0} contacts/s; {contacts.Count(c => filter.Matches(c))} of {Contacts} are meant");
    }

    private static byte[] Contact(int i) => Encoding.UTF8.GetBytes(
        $$"""
        {"fkey":"{{100000 + i}}","email":"person{{i}}@example.{{(i % 3 == 0 ? "org" : "com")}}","mobile":"+39333{{1000000 + i}}","firstName":"{{(i % 2 == 0 ? "Maria" : "Luca")}}","lastName":"Rossi","gender":"{{(i % 2 == 0 ? "f" : "m")}}","birthDate":"19{{50 + (i % 50)}}-{{1 + (i % 12):D2}}-{{1 + (i % 28):D2}}","city":"{{(i % 4) switch { 0 => "Roma", 1 => "Milano", 2 => "Torino", _ => "Città di Castello" }}}","postalCode":"00100","country":"IT","language":"it","points":"{{i}}","lastOrder":"2026-0{{1 + (i % 2)}}-15","size":"{{"SML"[i % 3]}}"}
        """);
}
