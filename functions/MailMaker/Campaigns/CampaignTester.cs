using System.Buffers;
using System.Globalization;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Shows a campaign before it goes out: as a preview, and as a mail to named addresses. No contact, cap, claim or ledger is touched.</summary>
public sealed class CampaignTester(CampaignStore campaigns, CampaignSamples samples, SuppressedAddresses suppressed, IEmailChannel channel, TimeProvider clock)
{
    // No campaign has such a name: what channels sort by campaign keeps tests apart.
    private const string TestCampaign = "_test";

    /// <summary>The campaign as one contact would get it; null when there is no such campaign.</summary>
    public async Task<Checked<PreviewAnswer>?> PreviewAsync(string account, string name, SampleRequest asked, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        var sample = await samples.RenderAsync(campaign, asked, cancellationToken);
        if (sample.Value is not { } shown)
            return new(null, sample.Problems);
        var bytes = new ArrayBufferWriter<byte>();
        MimeWriter.Write(MailTo("somebody@example.com", campaign, shown, clock.GetUtcNow()) with { Subject = shown.Mail.Subject, Headers = [] }, bytes);
        var missing = PreviewFields.Missing(shown.Content.Content.Template, shown.Fields);
        return new(new PreviewAnswer(shown.Mail.Subject, shown.Mail.Html.ToString(), shown.Mail.Text.ToString(), missing, bytes.WrittenCount), []);
    }

    /// <summary>Hands the campaign over to the addresses asked for and nobody else; null when there is no such campaign.</summary>
    public async Task<Checked<TestAnswer>?> TestAsync(string account, string name, TestRequest asked, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        var addresses = Read(asked);
        if (addresses.Value is null)
            return new(null, addresses.Problems);
        var sample = await samples.RenderAsync(campaign, asked, cancellationToken);
        if (sample.Value is not { } shown)
            return new(null, sample.Problems);
        var suppressions = await suppressed.CurrentAsync(account, cancellationToken);
        var barred = addresses.Value.Select((a, i) => (Address: a, Index: i)).Where(a => suppressions.Find(shown.Content.List.Name, a.Address) is not null)
            .Select(a => new Problem($"/addresses/{a.Index}", "The address is suppressed: nothing is sent to it, a test neither.")).ToList();
        if (barred.Count > 0)
            return new(null, barred);
        var now = clock.GetUtcNow();
        var results = new List<TestResult>();
        foreach (var address in addresses.Value)
            results.Add(ResultOf(address, await channel.HandOverAsync(MailTo(address, campaign, shown, now), CancellationToken.None)));
        return new(new TestAnswer(results), []);
    }

    private static Checked<IReadOnlyList<string>> Read(TestRequest asked)
    {
        if (asked.Addresses is not { Count: > 0 and <= TestRequest.Most })
            return new(null, [new("/addresses", $"Name 1 to {TestRequest.Most} addresses.")]);
        var addresses = new List<string>();
        var problems = new List<Problem>();
        for (var i = 0; i < asked.Addresses.Count; i++)
        {
            if (EmailAddress.TryParse(asked.Addresses[i], out var address))
                addresses.Add(address.Value);
            else
                problems.Add(new Problem($"/addresses/{i}", "Not an e-mail address."));
        }

        return problems.Count > 0 ? new(null, problems) : new([.. addresses.Distinct(StringComparer.Ordinal)], []);
    }

    private static OutboundMail MailTo(string address, Campaign campaign, CampaignSample shown, DateTimeOffset now) => new()
    {
        // The same test asked for later is another mail; the same call is made once.
        OperationId = OperationId.OfTransactional("test", string.Create(CultureInfo.InvariantCulture, $"{campaign.Account}/{campaign.Name}/{now.UtcTicks}/{address}")),
        Account = campaign.Account,
        Campaign = TestCampaign,
        FromAddress = shown.Content.Content.Scene.SenderAddress,
        FromName = shown.Content.Content.Scene.SenderName,
        ToAddress = address,
        Subject = "[Test] " + shown.Mail.Subject,
        Html = shown.Mail.Html,
        Text = shown.Mail.Text,
        Date = now,
        Headers = [new("X-MailMaker-Test", campaign.Name)],
    };

    private static TestResult ResultOf(string address, HandOver answer) => answer switch
    {
        HandOver.Accepted => new(address, true, null),
        HandOver.TemporaryFailure later => new(address, false, later.Code),
        HandOver.PermanentFailure refused => new(address, false, refused.Code),
        _ => throw new InvalidOperationException("A hand-over without an answer."),
    };
}
