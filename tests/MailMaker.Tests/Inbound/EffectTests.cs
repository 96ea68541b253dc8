using System.Collections.Concurrent;
using System.Text;
using Azure.Data.Tables;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;
using MailMaker.Inbound;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Inbound;

/// <summary>Goodbyes by mail and by file while a campaign runs: once they are dealt with, no mail to those people begins.</summary>
public sealed class EffectTests
{
    private const int People = 6_000;
    private const int Leaving = 60;

    [Theory]
    [InlineData("mailto")]
    [InlineData("complaint")]
    [InlineData("abuse")]
    [InlineData("file")]
    public async Task No_mail_begins_once_a_goodbye_is_dealt_with(string way)
    {
        var witness = new Witness();
        await using var stage = await InboundStage.OpenAsync(builder =>
        {
            builder.Services.AddSingleton(witness);
            builder.Services.AddSingleton<IEmailChannel>(s => new WitnessedChannel(ActivatorUtilities.CreateInstance<OutboxChannel>(s), witness, TimeProvider.System));
        });
        await ImportAsync(stage);
        var first = await stage.SendAsync("first");
        Assert.Equal(People, first.Count);
        witness.IsSlow = true;
        await stage.LaunchAsync("second");
        var leaving = first.Keys.Order(StringComparer.Ordinal).Take(Leaving).ToList();
        var dealtWith = way == "file" ? await LeaveByFileAsync(stage, leaving) : await LeaveByMailAsync(stage, leaving, first, way);
        await stage.CompletedAsync("second");

        Assert.Equal(Leaving, dealtWith.Count);
        Assert.DoesNotContain(dealtWith, d => witness.Begun.TryGetValue(("second", d.Key), out var at) && at > d.Value);
        // Else the test would have come too late to show anything.
        Assert.Contains(leaving, a => !witness.Begun.ContainsKey(("second", a)));
        Assert.True(await stage.DroppedAsync("second", "unsubscribed") + await stage.DroppedAsync("second", "suppressed") > 0);
    }

    private static async Task ImportAsync(InboundStage stage)
    {
        var text = new StringBuilder("email\n");
        for (var i = 0; i < People; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"p{i:D5}@example.com\n");
        await WriteAsync(stage, "acme/news/incremental/people.csv", text.ToString());
        await ReportAsync(stage, "people.csv");
    }

    // The moment is taken after everything was done and before the mark is written.
    private static async Task<Dictionary<string, DateTimeOffset>> LeaveByMailAsync(
        InboundStage stage, List<string> leaving, Dictionary<string, SentMail> mails, string way)
    {
        var identities = new Dictionary<string, string>();
        foreach (var address in leaving)
        {
            var mail = way switch { "mailto" => mails[address].Unsubscribe(), "complaint" => mails[address].Complaint(), _ => SentMail.Annoyed(address) };
            identities[InboundKeys.Mail(MailIdentity.Of(Encoding.UTF8.GetBytes(mail)))] = address;
            stage.Put(mail, $"{address}.eml");
        }

        var table = stage.Get<TableServiceClient>().GetTableClient(CampaignTags.Table);
        var marks = new Dictionary<string, DateTimeOffset>();
        await Eventually.HoldsAsync(async () =>
        {
            marks.Clear();
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {InboundStage.Account}")))
            {
                if (identities.TryGetValue(row.RowKey, out var address))
                    marks[address] = row.GetDateTimeOffset("At")!.Value;
            }

            return marks.Count == leaving.Count;
        });
        return marks;
    }

    private static async Task<Dictionary<string, DateTimeOffset>> LeaveByFileAsync(InboundStage stage, List<string> leaving)
    {
        await WriteAsync(stage, "acme/news/optout/leaving.csv", string.Join('\n', leaving) + "\n");
        var report = System.Text.Json.JsonDocument.Parse(await ReportAsync(stage, "leaving.csv")).RootElement;
        var completedAt = report.GetProperty("completedAt").GetDateTimeOffset();
        return leaving.ToDictionary(a => a, _ => completedAt);
    }

    private static async Task WriteAsync(InboundStage stage, string path, string text)
    {
        var target = Path.Combine(stage.App.Folder, "drop", path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllTextAsync(target, text);
    }

    private static async Task<string> ReportAsync(InboundStage stage, string name)
    {
        string? file = null;
        await Eventually.HoldsAsync(() => Task.FromResult((file = Directory
            .EnumerateFiles(Path.Combine(stage.App.Folder, "reports"), name + "*.report.json", SearchOption.AllDirectories).FirstOrDefault()) is not null));
        return await File.ReadAllTextAsync(file!);
    }

    private sealed class Witness
    {
        public bool IsSlow { get; set; }

        public ConcurrentDictionary<(string Campaign, string Address), DateTimeOffset> Begun { get; } = new();
    }

    /// <summary>The outbox, and who saw when each hand-over began.</summary>
    private sealed class WitnessedChannel(IEmailChannel outbox, Witness witness, TimeProvider clock) : IEmailChannel
    {
        public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
        {
            witness.Begun[(mail.Campaign, mail.ToAddress)] = clock.GetUtcNow();
            if (witness.IsSlow)
                await Task.Delay(TimeSpan.FromMilliseconds(150), clock, cancellationToken);
            return await outbox.HandOverAsync(mail, cancellationToken);
        }
    }
}
