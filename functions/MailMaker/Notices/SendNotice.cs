using System.Globalization;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Core.Suppressions;
using MailMaker.Lists;
using MailMaker.Suppressions;
using MailMaker.Transactional;
using NodaTime;

namespace MailMaker.Notices;

/// <summary>Sends one notice about a person's consent. Run again after it was recorded, it does nothing; before, the channel gets the same operation id.</summary>
internal sealed class SendNotice(
    IListSource lists, ContactStore contacts, EvidenceStore evidence, NoticeStore notices, SuppressedAddresses suppressed, TransactionalMails mails, UnsubscribeTokens tokens,
    PublicAddress address, TimeProvider clock) : ITransactionalWork
{
    /// <summary>What messages call this work.</summary>
    public const string Name = "notice";

    // Stands where a campaign would, in the evidence of who leaves by the notice's link.
    private const string Campaign = "consent-notice";

    /// <inheritdoc />
    public string Kind => Name;

    /// <inheritdoc />
    public async Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (NoticeKey.Read(key) is not { } notice || await lists.ListAsync(notice.Account, notice.List, cancellationToken) is not { } list
            || await contacts.FindAsync(list, notice.Contact, cancellationToken) is not { } contact
            || FieldsJson.ValueOf(contact.Fields, BuiltInFields.Email) is not { } to || await notices.WasSentAsync(list, notice, cancellationToken)
            || await IsBarredAsync(list, to, cancellationToken))
            return null;
        var chain = await evidence.ReadAsync(list, notice.Contact, cancellationToken);
        // Due when it was queued, and still: who has left since is not asked whether it wants to stay.
        if (ConsentDuties.Of(LawInForce.Of(list), chain, clock.GetUtcNow()).FirstOrDefault(d => d.Kind == notice.Kind && d.About.Number == notice.Entry) is not { } duty)
            return null;
        var answer = await SendAsync(list, notice, contact, to, duty);
        if (answer is HandOver.Accepted)
            await RecordAsync(list, notice);
        return answer;
    }

    private Task<HandOver?> SendAsync(ContactList list, NoticeKey notice, StoredContact contact, string to, ConsentDuty duty)
    {
        var language = FieldsJson.ValueOf(contact.Fields, BuiltInFields.Language) ?? (list.Country == "KR" ? "ko" : list.Country == "IT" ? "it" : "en");
        var values = new Dictionary<string, string> { ["day"] = DayOf(list, duty.About.Event.At) };
        var link = $"{address.Value}/u/{tokens.Write(new UnsubscribeLink(list.Account, list.Name, notice.Contact, Campaign))}";
        return mails.SendAsync(list, to, NoticeMails.Of(notice.Kind, language), values, OperationId.OfTransactional(Name, notice.ToString()), link);
    }

    private async Task RecordAsync(ContactList list, NoticeKey notice)
    {
        var now = clock.GetUtcNow();
        if (notice.Kind == ConsentDutyKind.Recheck)
        {
            var told = new ConsentEvent { Kind = ConsentEventKind.Rechecked, At = now, Source = new ConsentSource("api", Reference: notice.ToString()), Note = "told by e-mail" };
            await evidence.RecordAsync(list, notice.Contact, told, CancellationToken.None);
        }

        await notices.RecordAsync(list, notice, now);
    }

    private async Task<bool> IsBarredAsync(ContactList list, string to, CancellationToken cancellationToken) =>
        (await suppressed.CurrentAsync(list.Account, cancellationToken)).Find(list.Name, to) is { } reason && reason != SuppressionReason.OptOut;

    private static string DayOf(ContactList list, DateTimeOffset at)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) ?? DateTimeZone.Utc;
        return Instant.FromDateTimeOffset(at).InZone(zone).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    }
}
