using System.Text;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class ExportTests
{
    private static readonly ContactList List = new()
    {
        Account = ServiceStage.Account, Name = ServiceStage.List, Buckets = 3, Key = KeyKind.Fkey, Country = "IT",
        Fields = [new("Note"), new("Größe", FieldType.Number), new("since", FieldType.Date), new("gold", FieldType.Boolean)],
    };

    [Fact]
    public async Task A_list_goes_out_with_every_field_and_every_status()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.BatchAsync(
            """
            {"key":"left@example.com","fields":{"firstName":"Ada, \"A\"","shoe":"42"}},
            {"key":"bounced@example.com","fields":{}},
            {"key":"silent@example.com","fields":{"consent":false}},
            {"key":"fine@example.com","fields":{}}
            """);
        await stage.LeaveAsync("left@example.com", GoodbyeReason.OneClick);
        await stage.Get<SuppressionStore>().AddAsync(
            "acme", [new Suppression("bounced@example.com", null, SuppressionReason.HardBounce, stage.Clock.GetUtcNow(), "test")], default);

        var csv = await ExportAsync(stage);

        var lines = csv.Split("\r\n");
        Assert.StartsWith("\uFEFFfkey,email,mobile,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",shoe,#status,#leftBy,#leftAt,#suppressed,#agreedBy,#agreedAt", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("left@example.com,,\"Ada, \"\"A\"\"\",", StringComparison.Ordinal) && l.EndsWith(",42,left,oneClick,2026-03-10T09:00:00Z,,,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("bounced@", StringComparison.Ordinal) && l.EndsWith(",suppressed,,,hardBounce,,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("silent@", StringComparison.Ordinal) && l.EndsWith(",notConsented,,,,,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("fine@", StringComparison.Ordinal) && l.EndsWith(",subscribed,,,,,", StringComparison.Ordinal));
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public async Task What_was_exported_and_imported_again_is_as_it_was()
    {
        await using var stage = await ServiceStage.OpenAsync(List);
        string[] notes = ["=1+1", "+x", "-x", "@x", "'=1", "''", "'", "a,b", "say \\\"hi\\\"", "-5", "'-5", " x", "한국어; ß", "-", "0012", "=cmd|' /C calc'!A0", "\u200Bx"];
        await stage.BatchAsync(string.Join(',', notes.Select((n, i) =>
            $$"""{"key":"=K{{i}}","fields":{"Note":"{{n}}","Größe":{{i - 4}}.125,"since":"2026-02-{{i + 1:D2}}","gold":{{(i % 2 == 0 ? "true" : "false")}},"mobile":"+39 333 123456{{i % 10}}","extra":"{{n}}"} }""")));
        var before = await FieldsAsync(stage);
        var csv = await ExportAsync(stage);

        await using var other = await ImportStage.OpenAsync(List);
        var import = await other.ImportAsync(csv);

        Assert.Equal((notes.Length, 0L), ((int)import.Counts.Added, import.Counts.Rejected));
        Assert.Equal(before, string.Join('\n', (await other.ContactsAsync()).Select(c => $"{c.Key} {c.Value}")));
    }

    [Fact]
    public async Task An_unknown_list_is_not_found()
    {
        await using var stage = await ServiceStage.OpenAsync();

        Assert.Equal(404, (await Doors.CallAsync(r => stage.Door<ExportFunctions>().GetAsync(r, "acme", "none", default))).Status);
    }

    private static async Task<string> ExportAsync(ServiceStage stage)
    {
        using var file = new MemoryStream();
        await stage.Get<ContactExport>().WriteAsync(stage.ContactList, file, default);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static async Task<string> FieldsAsync(ServiceStage stage)
    {
        var page = await stage.Get<ContactStore>().PageAsync(stage.ContactList, 1_000, null, default);
        return string.Join('\n', page!.Contacts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {Encoding.UTF8.GetString(c.Fields)}"));
    }
}
