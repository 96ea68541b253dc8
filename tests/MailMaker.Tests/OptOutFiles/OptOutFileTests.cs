using System.Text.Json;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.OptOutFiles;
using MailMaker.Core.Suppressions;
using MailMaker.Lists;
using MailMaker.Suppressions;
using MailMaker.Tests.Inbound;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.OptOutFiles;

/// <summary>Opt-out files in the drop folder, through the whole app.</summary>
public sealed class OptOutFileTests
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";
    private const string Stranger = "stranger@example.com";

    [Fact]
    public async Task Who_is_in_the_file_leaves_and_the_report_says_it_exactly()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.AddAsync(Bob);
        var report = await TakeAsync(stage, "june.csv", $"email\n{Ada}\nnot an address\n{Stranger}\n{Ada}\n");
        Assert.Equal((4, 1, 1, 1, 1), Counts(report));
        Assert.Equal(GoodbyeReason.OptOutFile, (await stage.GoodbyeAsync(Ada))?.Reason);
        Assert.Contains(await stage.EvidenceAsync(Ada), e => e is { Kind: ConsentEventKind.Left, Source.Channel: "optout-file" } && e.Source.Reference!.EndsWith(":2", StringComparison.Ordinal));
        var rejects = await File.ReadAllTextAsync(Path.Combine(stage.App.Folder, report.GetProperty("rejectsFile").GetString()!));
        Assert.Contains("not an address", rejects, StringComparison.Ordinal);
        Assert.Equal([Bob], (await stage.SendAsync("summer")).Keys);

        // Who was not there yet has left all the same.
        await stage.AddAsync(Stranger);
        Assert.Equal([Bob], (await stage.SendAsync("autumn")).Keys);
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        Assert.Equal((1, 1, 0, 0, 0), Counts(await TakeAsync(stage, "june.csv", $"{Ada}\n")));
        var evidence = await stage.EvidenceAsync(Ada);
        Assert.Equal((1, 0, 1, 0, 0), Counts(await TakeAsync(stage, "july.csv", $"{Ada}\n")));
        Assert.Equal(evidence.Count, (await stage.EvidenceAsync(Ada)).Count);
    }

    [Fact]
    public async Task Where_the_key_is_the_clients_own_an_address_works_too()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.App.PutAsync("/api/accounts/acme/lists/crm", new { buckets = 4, key = "fkey" });
        await stage.App.PutAsync("/api/accounts/acme/lists/crm/contacts/A-1", new { email = Ada });
        await stage.App.PutAsync("/api/accounts/acme/lists/crm/contacts/A-2", new { email = Bob });
        Assert.Equal((3, 2, 0, 1, 0), Counts(await TakeAsync(stage, "june.csv", $"{Ada}\nA-2\n{Stranger}\n", "crm")));
        Assert.Equal(SuppressionReason.OptOut, (await stage.Get<SuppressionStore>().FindAsync("acme", "crm", Stranger, default))?.Reason);
    }

    [Fact]
    public async Task A_file_in_a_wrong_place_or_of_a_wrong_kind_is_reported()
    {
        await using var stage = await InboundStage.OpenAsync();
        Assert.Contains("There is no list", (await TakeAsync(stage, "june.csv", $"{Ada}\n", "nothing")).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("No heading names", (await TakeAsync(stage, "names.csv", "nome,città\nAda,Roma\n")).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(".pdf", (await TakeAsync(stage, "june.pdf", "x")).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_taken_again_after_a_crash_counts_the_same()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        var list = (await stage.Get<IListSource>().ListAsync("acme", "news", default))!;
        var file = new OptOutFile("acme", "news", "june.csv", "acme/news/optout/june.csv", "v1", DateTimeOffset.UnixEpoch);
        OptOutEntry[] entries = [new(1, KeyKind.Email, Ada), new(2, KeyKind.Email, Stranger), new(3, KeyKind.Email, Ada)];
        var farewell = stage.Get<FileFarewell>();
        var first = await farewell.LeaveAsync(list, file, entries, default);
        Assert.Equal(new OptOutCounts { Rows = 3, Left = 1, LeftBefore = 1, Unknown = 1 }, first);
        Assert.Equal(first, await farewell.LeaveAsync(list, file, entries, default));
    }

    private static (int Rows, int Left, int Before, int Unknown, int Rejected) Counts(JsonElement report)
    {
        var counts = report.GetProperty("counts");
        int Of(string name) => counts.GetProperty(name).GetInt32();
        return (Of("rows"), Of("left"), Of("leftBefore"), Of("unknown"), Of("rejected"));
    }

    private static async Task<JsonElement> TakeAsync(InboundStage stage, string name, string text, string list = "news")
    {
        var target = Path.Combine(stage.App.Folder, "drop", "acme", list, "optout", name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllTextAsync(target, text);
        var reports = Path.Combine(stage.App.Folder, "reports");
        string? file = null;
        await Eventually.HoldsAsync(() => Task.FromResult((file = Directory.EnumerateFiles(reports, name + "*.report.json", SearchOption.AllDirectories).FirstOrDefault()) is not null));
        return JsonDocument.Parse(await File.ReadAllBytesAsync(file!)).RootElement;
    }
}
