using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>Whom a test goes to.</summary>
/// <param name="Addresses">E-mail addresses in canonical form, in the order asked for.</param>
/// <param name="Numbers">Mobile numbers in E.164 form, in the order asked for.</param>
internal sealed record TestRecipients(IReadOnlyList<string> Addresses, IReadOnlyList<string> Numbers)
{
    /// <summary>Reads what was asked for; every fault with its place.</summary>
    public static Checked<TestRecipients> Read(TestRequest asked, CampaignChannel channel)
    {
        var (addresses, numbers) = (asked.Addresses ?? [], asked.Numbers ?? []);
        if (addresses.Count > 0 && !ChannelChoice.Takes(channel, MessageChannel.Email))
            return new(null, [new("/addresses", "The campaign sends text messages alone: name numbers.")]);
        if (numbers.Count > 0 && !ChannelChoice.Takes(channel, MessageChannel.Sms))
            return new(null, [new("/numbers", "The campaign sends no text messages: name addresses.")]);
        if (addresses.Count + numbers.Count is 0 or > TestRequest.Most)
            return new(null, [new(channel == CampaignChannel.Sms ? "/numbers" : "/addresses", $"Name 1 to {TestRequest.Most} {(channel == CampaignChannel.Sms ? "numbers" : "addresses")}.")]);
        var problems = new List<Problem>();
        var mails = Each(addresses, "/addresses", "Not an e-mail address.", t => EmailAddress.TryParse(t, out var address) ? address.Value : null, problems);
        // National notation could be any country's.
        var texts = Each(numbers, "/numbers", "Not a mobile number in international notation.", t => MobileNumber.TryParse(t, "", out var number) ? number.Value : null, problems);
        return problems.Count > 0 ? new(null, problems) : new(new TestRecipients(mails, texts), []);
    }

    private static List<string> Each(IReadOnlyList<string> asked, string pointer, string fault, Func<string, string?> read, List<Problem> problems)
    {
        var good = new List<string>();
        for (var i = 0; i < asked.Count; i++)
        {
            if (read(asked[i]) is { } value)
                good.Add(value);
            else
                problems.Add(new Problem($"{pointer}/{i}", fault));
        }

        return good;
    }
}
