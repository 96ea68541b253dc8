using MailMaker.Core.Imports;
using MailMaker.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

public class ImportDoorTests
{
    private static ImportFunctions Functions(ImportStage stage) => ActivatorUtilities.CreateInstance<ImportFunctions>(stage.Services);

    [Fact]
    public async Task A_file_in_a_body_is_accepted_and_its_import_can_be_watched_to_its_rejects()
    {
        await using var stage = await ImportStage.OpenAsync();
        var doors = Functions(stage);

        var accepted = await Doors.CallAsync(r => doors.PostAsync(r, stage.Orchestrations, "acme", "news", default), "email\na@example.com\nbroken\n", "?mode=full");
        await stage.IdleAsync();

        Assert.Equal(202, accepted.Status);
        var id = accepted.Json.GetProperty("id").GetString()!;
        Assert.Equal($"/api/accounts/acme/imports/{id}", accepted.Location);
        var import = await Doors.CallAsync(r => doors.GetAsync(r, "acme", id, default));
        Assert.Equal("completed", import.Json.GetProperty("state").GetString());
        Assert.Equal((2, 1, 1), (Count(import, "rows"), Count(import, "added"), Count(import, "rejected")));
        Assert.Contains("3,email,", (await Doors.CallAsync(r => doors.RejectsAsync(r, "acme", id, default))).Text, StringComparison.Ordinal);
        var all = await Doors.CallAsync(r => doors.ListAsync(r, "acme", default), query: "?list=news");
        Assert.Equal(id, all.Json.GetProperty("imports")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("news", "", 400)]
    [InlineData("news", "?mode=some", 400)]
    [InlineData("other", "?mode=full", 404)]
    public async Task An_upload_that_does_not_say_what_it_is_is_refused(string list, string query, int status)
    {
        await using var stage = await ImportStage.OpenAsync();

        var answer = await Doors.CallAsync(r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", list, default), "email\na@example.com\n", query);

        Assert.Equal(status, answer.Status);
        Assert.Empty(await stage.BlobsAsync(ImportBlobs.Uploads));
    }

    [Fact]
    public async Task A_removal_is_approved_through_the_door_and_only_while_it_waits()
    {
        await using var stage = await ImportStage.OpenAsync();
        var doors = Functions(stage);
        await stage.ImportAsync("email\na@example.com\nb@example.com\n");
        var waiting = await stage.ImportAsync("email\na@example.com\n", "full");

        var approved = await Doors.CallAsync(r => doors.ApproveAsync(r, stage.Orchestrations, "acme", waiting.Id, default));
        await stage.IdleAsync();
        var late = await Doors.CallAsync(r => doors.CancelAsync(r, stage.Orchestrations, "acme", waiting.Id, default));

        Assert.Equal((202, 409), (approved.Status, late.Status));
        Assert.Equal(["a@example.com"], (await stage.ContactsAsync()).Keys);
    }

    [Fact]
    public async Task An_import_that_waits_for_its_turn_can_be_cancelled()
    {
        await using var stage = await ImportStage.OpenAsync();
        var doors = Functions(stage);
        await stage.ImportAsync("email\na@example.com\nb@example.com\n");
        var first = await stage.ImportAsync("email\na@example.com\n", "full", "first.csv");
        var second = await stage.ImportAsync("email\nz@example.com\n", name: "second.csv");

        var cancelled = await Doors.CallAsync(r => doors.CancelAsync(r, stage.Orchestrations, "acme", second.Id, default));
        await Doors.CallAsync(r => doors.CancelAsync(r, stage.Orchestrations, "acme", first.Id, default));
        await stage.IdleAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.IdleAsync();

        Assert.Equal(202, cancelled.Status);
        Assert.Equal(ImportState.Cancelled, (await stage.Get<ImportRecords>().FindAsync(second.Key, default))!.State);
        Assert.DoesNotContain("z@example.com", (await stage.ContactsAsync()).Keys);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("news.nothing")]
    [InlineData("news.a/../b")]
    public async Task An_id_that_names_no_import_is_not_found(string id)
    {
        await using var stage = await ImportStage.OpenAsync();

        Assert.Equal(404, (await Doors.CallAsync(r => Functions(stage).GetAsync(r, "acme", id, default))).Status);
    }

    private static int Count(Doors.Answer import, string name) => import.Json.GetProperty("counts").GetProperty(name).GetInt32();
}
