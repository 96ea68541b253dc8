using MailMaker.Contacts;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class ContactDoorTests
{
    private static ContactFunctions Functions(ServiceStage stage) => stage.Door<ContactFunctions>();

    [Fact]
    public async Task A_contact_is_made_read_changed_and_removed_under_any_form_of_its_key()
    {
        await using var stage = await ServiceStage.OpenAsync();
        var doors = Functions(stage);

        var made = await Doors.CallAsync(r => doors.PutAsync(r, "acme", "news", "A@Example.com", default), """{"firstName":"Ada","city":"Roma"}""");
        var changed = await Doors.CallAsync(r => doors.PatchAsync(r, stage.Orchestrations, "acme", "news", "a@example.com", default), """{"city":null,"birthDate":"12/03/1985"}""");
        var read = await Doors.CallAsync(r => doors.GetAsync(r, "acme", "news", " a@example.com", default));
        var removed = await Doors.CallAsync(r => doors.DeleteAsync(r, "acme", "news", "a@example.com", default));
        var gone = await Doors.CallAsync(r => doors.GetAsync(r, "acme", "news", "a@example.com", default));

        Assert.Equal((201, 200, 200, 204, 404), (made.Status, changed.Status, read.Status, removed.Status, gone.Status));
        Assert.Equal(
            """{"key":"a@example.com","fields":{"email":"a@example.com","firstName":"Ada","birthDate":"1985-03-12"}}""", read.Text);
    }

    [Fact]
    public async Task A_replacement_drops_what_it_does_not_have()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.BatchAsync("""{"key":"a@example.com","fields":{"firstName":"Ada","city":"Roma"}}""");

        await Doors.CallAsync(r => Functions(stage).PutAsync(r, "acme", "news", "a@example.com", default), """{"firstName":"Eve"}""");

        Assert.Equal("""{"email":"a@example.com","firstName":"Eve"}""", await stage.FieldsAsync("a@example.com"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_is_pointed_at()
    {
        await using var stage = await ServiceStage.OpenAsync();

        var answer = await Doors.CallAsync(r => Functions(stage).PutAsync(r, "acme", "news", "a@example.com", default), """{"gender":"?","birthDate":"?"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["/gender", "/birthDate"], answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()));
        Assert.Empty(await stage.RowsAsync("c|"));
    }

    [Theory]
    [InlineData("acme", "other", "a@example.com")]
    [InlineData("acme", "news", "no address")]
    [InlineData("acme", "news", "nobody@example.com")]
    public async Task A_list_or_contact_that_is_not_there_is_not_found(string account, string list, string key)
    {
        await using var stage = await ServiceStage.OpenAsync();
        var doors = Functions(stage);

        Assert.Equal(404, (await Doors.CallAsync(r => doors.GetAsync(r, account, list, key, default))).Status);
        Assert.Equal(404, (await Doors.CallAsync(r => doors.PatchAsync(r, stage.Orchestrations, account, list, key, default), "{}")).Status);
        Assert.Equal(404, (await Doors.CallAsync(r => doors.DeleteAsync(r, account, list, key, default))).Status);
    }

    [Fact]
    public async Task A_list_is_read_in_pages()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com", "b@example.com", "c@example.com");
        var doors = Functions(stage);

        var first = await Doors.CallAsync(r => doors.ListAsync(r, "acme", "news", default), query: "?top=2");
        var second = await Doors.CallAsync(r => doors.ListAsync(r, "acme", "news", default), query: "?top=2&continuation=" + first.Json.GetProperty("continuation").GetString());
        var bad = await Doors.CallAsync(r => doors.ListAsync(r, "acme", "news", default), query: "?top=0");

        Assert.Equal((2, 1), (first.Json.GetProperty("contacts").GetArrayLength(), second.Json.GetProperty("contacts").GetArrayLength()));
        Assert.False(second.Json.TryGetProperty("continuation", out var end) && end.ValueKind != System.Text.Json.JsonValueKind.Null);
        Assert.Equal(400, bad.Status);
    }
}
