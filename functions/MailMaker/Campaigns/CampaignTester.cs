using System.Globalization;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;
using MailMaker.Delivery;
using MailMaker.Delivery.Sms;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Shows a campaign before it goes out: as a preview, and as a mail to named addresses. No contact, cap, claim or ledger is touched.</summary>
public sealed class CampaignTester(CampaignStore campaigns, CampaignSamples samples, SuppressedAddresses suppressed, IEmailChannel channel, ISmsChannel sms, TimeProvider clock)
{
    // No campaign has such a name: what channels sort by campaign keeps tests apart.
    private const string TestCampaign = "_test";

    // RFC 3463 §3.4: the system takes no messages at this moment.
    private const string NotNow = "4.3.2";

    /// <summary>The campaign as one contact would get it; null when there is no such campaign.</summary>
    public async Task<Checked<PreviewAnswer>?> PreviewAsync(string account, string name, SampleRequest asked, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        var sample = await samples.RenderAsync(campaign, asked, cancellationToken);
        if (sample.Value is not { } shown)
            return new(null, sample.Problems);
        var missingInSms = shown.Content.Content.Sms is { } text ? PreviewFields.Missing(text.Text, shown.Fields) : [];
        if (campaign.Channel == CampaignChannel.Sms)
            return new(new PreviewAnswer("", "", "", missingInSms, 0) { Sms = shown.Sms }, []);
        IReadOnlyList<string> missing = [.. PreviewFields.Missing(shown.Content.Content.Template, shown.Fields).Union(missingInSms, StringComparer.OrdinalIgnoreCase)];
        return new(new PreviewAnswer(shown.Mail.Subject, shown.Mail.Html.ToString(), shown.Mail.Text.ToString(), missing, shown.Bytes) { Sms = shown.Sms }, []);
    }

    /// <summary>Hands the campaign over to the addresses and numbers asked for and nobody else; null when there is no such campaign.</summary>
    public async Task<Checked<TestAnswer>?> TestAsync(string account, string name, TestRequest asked, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        var recipients = TestRecipients.Read(asked, campaign.Channel);
        if (recipients.Value is not { } to)
            return new(null, recipients.Problems);
        var sample = await samples.RenderAsync(campaign, asked, cancellationToken);
        if (sample.Value is not { } shown)
            return new(null, sample.Problems);
        var suppressions = await suppressed.CurrentAsync(account, cancellationToken);
        var barred = Barred(to.Addresses, "/addresses").Concat(Barred(to.Numbers, "/numbers")).ToList();
        if (to.Numbers.Count > 0 && shown.Sms is { Refused: { } reason })
            barred.Add(new Problem("/fields", $"For this contact {reason}."));
        if (barred.Count > 0)
            return new(null, barred);
        var now = clock.GetUtcNow();
        var results = new List<TestResult>();
        foreach (var address in to.Addresses.Distinct(StringComparer.Ordinal))
            results.Add(ResultOf(address, await channel.HandOverAsync(MailTo(address, campaign, shown, now), CancellationToken.None)));
        foreach (var number in to.Numbers.Distinct(StringComparer.Ordinal))
            results.Add(ResultOf(number, await sms.HandOverAsync(TextTo(number, campaign, shown, now), CancellationToken.None)));
        return new(new TestAnswer(results), []);

        IEnumerable<Problem> Barred(IReadOnlyList<string> named, string pointer) => named.Select((a, i) => (Address: a, Index: i))
            .Where(a => suppressions.Find(shown.Content.List.Name, a.Address) is not null)
            .Select(a => new Problem($"{pointer}/{a.Index}", "The address is suppressed: nothing is sent to it, a test neither."));
    }

    private static OutboundMail MailTo(string address, Campaign campaign, CampaignSample shown, DateTimeOffset now) => new()
    {
        OperationId = IdOf(address, campaign, now),
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

    private static OutboundSms TextTo(string number, Campaign campaign, CampaignSample shown, DateTimeOffset now) =>
        new(IdOf(number, campaign, now), campaign.Account, TestCampaign, shown.Content.Content.Sms!.Sender, number, shown.Sms!.Text!);

    // The same test asked for later is another message; the same call is made once.
    private static Guid IdOf(string address, Campaign campaign, DateTimeOffset now) =>
        OperationId.OfTransactional("test", string.Create(CultureInfo.InvariantCulture, $"{campaign.Account}/{campaign.Name}/{now.UtcTicks}/{address}"));

    private static TestResult ResultOf(string address, HandOver answer) => answer switch
    {
        HandOver.Accepted => new(address, true, null),
        HandOver.TemporaryFailure later => new(address, false, later.Code),
        HandOver.PermanentFailure refused => new(address, false, refused.Code),
        HandOver.Unknown broken => new(address, false, broken.Code),
        HandOver.NotOffered => new(address, false, NotNow),
        _ => throw new InvalidOperationException("A hand-over without an answer."),
    };
}
