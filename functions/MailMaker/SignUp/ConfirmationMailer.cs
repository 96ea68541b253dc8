using System.Globalization;
using MailMaker.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Lists;
using MailMaker.Transactional;
using NodaTime;

namespace MailMaker.SignUp;

/// <summary>Sends the mail of a pending sign-up: with the link, or to a member that it is one, or none.</summary>
internal sealed class ConfirmationMailer(
    PendingStore pending, EndedSignUps ended, FormStore forms, IListSource lists, Standings standings, AllowanceStore allowances, TransactionalMails mails, ConfirmationTokens tokens,
    PublicAddress address, TimeProvider clock) : ITransactionalWork
{
    /// <summary>What messages call this work.</summary>
    public const string Name = "confirm";

    /// <inheritdoc />
    public string Kind => Name;

    /// <summary>The key of a sign-up's message.</summary>
    public static string KeyOf(ConfirmationLink link) =>
        string.Create(CultureInfo.InvariantCulture, $"{link.SignUp:N}-{link.ExpiresAt.ToUnixTimeSeconds() / 60}");

    /// <inheritdoc />
    public async Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (LinkOf(key) is not { } link || await pending.FindAsync(link, cancellationToken) is not { ConfirmedAt: null } signUp || link.ExpiresAt <= clock.GetUtcNow()
            || await lists.ListAsync(signUp.Account, signUp.List, cancellationToken) is not { } list
            || await forms.FindAsync(signUp.Account, signUp.List, signUp.Form, cancellationToken) is not { Value: var form })
            return null;
        var standing = await ended.HoldAsync(signUp, cancellationToken) ? MailStanding.Barred : await standings.OfAsync(list, signUp, cancellationToken);
        if (standing == MailStanding.Barred || (standing == MailStanding.Member && !form.TellMembers)
            || !await allowances.TakeAsync(signUp.Address, signUp.Id, cancellationToken))
        {
            await pending.RemoveAsync(signUp, cancellationToken);
            return null;
        }

        var answer = await SendAsync(list, form, signUp, standing);
        if (standing == MailStanding.Member && answer is not HandOver.TemporaryFailure)
            await pending.RemoveAsync(signUp, CancellationToken.None);
        return answer;
    }

    private Task<HandOver?> SendAsync(ContactList list, SignUpForm form, PendingSignUp signUp, MailStanding standing)
    {
        var template = standing == MailStanding.Member ? ConfirmationMails.AlreadyIn(signUp.Language) : ConfirmationMails.WithLink(form, signUp.Language);
        var values = new Dictionary<string, string> { ["expiresOn"] = LocalTime(list, signUp.ExpiresAt) };
        if (standing != MailStanding.Member)
            values["confirmUrl"] = $"{address.Value}/confirm/{tokens.Write(signUp.Link)}";
        return mails.SendAsync(list, signUp.Address, template, values, OperationId.OfTransactional(Name, KeyOf(signUp.Link)));
    }

    private static string LocalTime(ContactList list, DateTimeOffset at)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) ?? DateTimeZone.Utc;
        return Instant.FromDateTimeOffset(at).InZone(zone).ToString("uuuu-MM-dd HH:mm '('z')'", CultureInfo.InvariantCulture);
    }

    private static ConfirmationLink? LinkOf(string key) =>
        key.Length > 33 && Guid.TryParseExact(key.AsSpan(0, 32), "N", out var id) && long.TryParse(key.AsSpan(33), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && minutes <= uint.MaxValue
            ? new ConfirmationLink(id, DateTimeOffset.FromUnixTimeSeconds(60 * minutes))
            : null;
}
