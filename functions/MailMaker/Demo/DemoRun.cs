using System.Text.Json;

namespace MailMaker.Demo;

/// <summary>The demo: a contact file through the drop folder, then a campaign under a cap of one a day, until both are done.</summary>
internal sealed class DemoRun(DemoClient client, DemoOptions options, IDemoProgress progress)
{
    private const string List = "/lists/newsletter";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it. A run that was killed is taken up where it was.</summary>
    public async Task<DemoSummary> RunAsync(CancellationToken cancellationToken)
    {
        await DefineAsync(cancellationToken);
        var import = await ImportAsync(Drop(), cancellationToken);
        var campaign = await SendAsync(cancellationToken);
        return Summary(import, campaign);
    }

    private async Task DefineAsync(CancellationToken cancellationToken)
    {
        await client.PutAsync("", new { title = "Demo", senderAddress = "news@shop.example.com", senderName = "The Slow Shop", timeZone = "Europe/Rome" }, cancellationToken);
        await client.PutAsync(
            List,
            new
            {
                title = "Newsletter", key = "email", country = "IT", timeZone = "Europe/Rome",
                caps = new[] { new { max = 1, per = "day" } },
                dataController = new { name = "The Slow Shop S.r.l.", postalAddress = "Via Roma 1, 00184 Roma", email = "privacy@shop.example.com" },
            },
            cancellationToken);
        await client.PutAsync("/templates/spring", new { subject = DemoMail.Subject, html = DemoMail.Html }, cancellationToken);
    }

    // Written beside the drop folder and moved in whole, as a careful uploader does; under a name of its own, so that what a killed run
    // dropped is still imported first.
    private string Drop()
    {
        var folder = Path.Combine(options.Folder, "drop", "demo", "newsletter", "incremental");
        Directory.CreateDirectory(folder);
        var name = $"contacts-{Directory.GetFiles(folder).Length + 1}.csv";
        var upload = Path.Combine(options.Folder, "contacts.uploading");
        DemoContacts.Write(upload, options.Contacts, dirty: true);
        File.Move(upload, Path.Combine(folder, name), overwrite: true);
        return name;
    }

    private async Task<string?> ImportIdAsync(string name, CancellationToken cancellationToken)
    {
        var imports = await client.GetAsync("/imports?list=newsletter", cancellationToken);
        return imports?.GetProperty("imports").EnumerateArray().Where(i => i.GetProperty("name").GetString() == name)
            .Select(i => i.GetProperty("id").GetString()).FirstOrDefault();
    }

    private async Task<JsonElement> ImportAsync(string name, CancellationToken cancellationToken)
    {
        string? id = null;
        while (true)
        {
            id ??= await ImportIdAsync(name, cancellationToken);
            if (id is not null && await client.GetAsync("/imports/" + id, cancellationToken) is { } import)
            {
                progress.Import(Count(import, "rows") - Count(import, "rejected"), options.Contacts);
                switch (import.GetProperty("state").GetString())
                {
                    case "completed":
                        progress.Import(options.Contacts, options.Contacts);
                        return import;
                    case "refused" or "failed" or "cancelled":
                        throw new InvalidOperationException("The import did not complete: " + import.GetRawText());
                }
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task<JsonElement> SendAsync(CancellationToken cancellationToken)
    {
        var path = await NextCampaignAsync(cancellationToken);
        while (true)
        {
            var status = (await client.GetAsync(path, cancellationToken))!.Value;
            var counts = status.GetProperty("counts");
            progress.Campaign(counts.GetProperty("sent").GetInt32() + counts.GetProperty("dropped").GetInt32(), counts.GetProperty("audience").GetInt32());
            switch (status.GetProperty("campaign").GetProperty("state").GetString())
            {
                case "completed":
                    return status;
                case "failed" or "cancelled":
                    throw new InvalidOperationException("The campaign did not complete: " + status.GetRawText());
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    // A campaign that a killed run left behind is finished first; else a new one is made.
    private async Task<string> NextCampaignAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var path = $"/campaigns/spring-{number}";
            var status = await client.GetAsync(path, cancellationToken);
            var state = status?.GetProperty("campaign").GetProperty("state").GetString();
            if (state is "completed" or "failed" or "cancelled")
                continue;
            if (state is null)
                await client.PutAsync(path, new { list = "newsletter", template = "spring", whenCapped = "drop" }, cancellationToken);
            if (state is null or "draft" or "planning")
                await client.PostAsync(path + "/launch", cancellationToken);
            return path;
        }
    }

    private DemoSummary Summary(JsonElement import, JsonElement status)
    {
        var counts = status.GetProperty("counts");
        var campaign = status.GetProperty("campaign");
        return new DemoSummary
        {
            Rows = Count(import, "rows"), Added = Count(import, "added"), Changed = Count(import, "changed"), Unchanged = Count(import, "unchanged"),
            Removed = Count(import, "removed"), Rejected = Count(import, "rejected"),
            RejectedByReason = Words(import, "rejectedByReason"),
            ImportSeconds = Seconds(import, "registeredAt", "completedAt"),
            Audience = counts.GetProperty("audience").GetInt32(), Sent = counts.GetProperty("sent").GetInt32(),
            Dropped = counts.GetProperty("dropped").GetInt32(), Deferred = counts.GetProperty("deferred").GetInt32(),
            DroppedByReason = Words(counts, "droppedByReason"),
            SendSeconds = Seconds(campaign, "launchedAt", "completedAt"),
            Outbox = Path.Combine(options.Folder, "outbox", "demo", campaign.GetProperty("name").GetString()!),
            RejectsFile = import.TryGetProperty("rejectsFile", out var file) && file.GetString() is { } name ? Path.Combine(options.Folder, name) : null,
        };
    }

    private static int Count(JsonElement import, string name) => import.GetProperty("counts").GetProperty(name).GetInt32();

    private static Dictionary<string, int> Words(JsonElement of, string name) =>
        of.TryGetProperty(name, out var words) ? words.EnumerateObject().ToDictionary(w => w.Name, w => w.Value.GetInt32(), StringComparer.Ordinal) : [];

    private static double Seconds(JsonElement of, string from, string to) =>
        Math.Round((of.GetProperty(to).GetDateTimeOffset() - of.GetProperty(from).GetDateTimeOffset()).TotalSeconds, 3);
}
