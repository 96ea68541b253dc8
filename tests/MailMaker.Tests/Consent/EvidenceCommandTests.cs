using System.CommandLine;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Commands;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Consent;

/// <summary><c>evidence verify</c> and <c>evidence export</c> on a data folder.</summary>
public sealed class EvidenceCommandTests
{
    [Fact]
    public async Task Chains_that_hold_are_said_to_and_an_altered_row_is_found()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Path, _ => Task.CompletedTask);
        Assert.Equal((0, "2 contacts with 3 entries: every chain holds."), await RunAsync(folder.Path, "verify"));

        await FillAsync(folder.Path, AlterAsync);
        var (code, text) = await RunAsync(folder.Path, "verify");

        Assert.Equal(1, code);
        Assert.Contains("Entry 1 is not what was written", text, StringComparison.Ordinal);
        Assert.EndsWith("1 chains are broken.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_can_be_checked_without_us()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Path, _ => Task.CompletedTask);

        var (code, text) = await RunAsync(folder.Path, "export");

        Assert.Equal(0, code);
        var lines = text.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["ada@example.com", "bob@example.com"], lines.Select(l => l.GetProperty("key").GetString()).Order());
        Assert.All(lines, l => Assert.True(l.GetProperty("holds").GetBoolean()));
        var ada = lines.Single(l => l.GetProperty("key").GetString() == "ada@example.com").GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(ada[0].GetProperty("hash").GetString(), ada[1].GetProperty("previous").GetString());
        byte[] hashed = [0, 0, 0, 1, .. new byte[32], .. System.Text.Encoding.UTF8.GetBytes(ada[0].GetProperty("json").GetString()!)];
        Assert.Equal(ada[0].GetProperty("hash").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(hashed)));
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Path.Combine(folder.Path, "none"), "verify"));
        Assert.StartsWith("There is no folder", missing.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(string folder, string command)
    {
        using var output = new StringWriter();
        var code = await EvidenceCommand.Make().Parse([command, "--data", folder, "--account", "acme", "--list", "news"])
            .InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return (code, output.ToString().Trim().Replace("\r", "", StringComparison.Ordinal));
    }

    private static async Task FillAsync(string folder, Func<RunningApp, Task> then)
    {
        await using var app = await RunningApp.StartAsync(folder);
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/news", new { buckets = 2 });
        var list = (await app.Services.GetRequiredService<IListSource>().ListAsync("acme", "news", default))!;
        foreach (var address in new[] { "ada@example.com", "bob@example.com" })
        {
            var fields = FieldsJson.Write(new FieldOrder(list), [new("email", address)]);
            var happened = new ConsentEvent { Kind = ConsentEventKind.Confirmed, At = DateTimeOffset.UnixEpoch, Source = new ConsentSource("form", Reference: "r") };
            await app.Services.GetRequiredService<Welcome>().ConfirmAsync(list, Id(address), address, new HashSet<string> { "email" }, fields, happened, default);
        }

        await app.Services.GetRequiredService<Farewell>().LeaveAsync(
            list, Id("ada@example.com"), new Goodbye(GoodbyeReason.Link, DateTimeOffset.UnixEpoch), new ConsentSource("link"), default);
        await then(app);
    }

    private static async Task AlterAsync(RunningApp app)
    {
        var table = app.Services.GetRequiredService<TableServiceClient>().GetTableClient(ContactKeys.Table);
        var id = Id("ada@example.com");
        var partition = ContactKeys.Partition("acme", "news", id.Bucket(2));
        TableEntity row = await table.GetEntityAsync<TableEntity>(partition, ContactKeys.Evidence(id, 1));
        var json = row.GetBinary(nameof(EvidenceEntry.Json))!;
        json[^2] ^= 1;
        row[nameof(EvidenceEntry.Json)] = json;
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }

    private static ContactId Id(string address) => ContactId.Of(KeyKind.Email, address);
}
