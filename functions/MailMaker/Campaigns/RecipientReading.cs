using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Makes of what was read of a member what the gate asks about.</summary>
internal static class RecipientReading
{
    /// <summary>The recipient.</summary>
    /// <param name="task">The slice.</param>
    /// <param name="member">The member: its address, and the way that it takes.</param>
    /// <param name="read">Its rows.</param>
    /// <param name="suppressions">The account's suppressions.</param>
    /// <param name="person">What was sent to its address; null where that does not matter.</param>
    /// <param name="isDuplicate">Whether the campaign reaches the address through another contact.</param>
    public static Recipient Of(SliceTask task, MemberClaim member, AudienceMember read, SuppressionSet suppressions, AddressState? person, bool isDuplicate)
    {
        var (addressee, address, channel) = (member.Addressee, member.To, member.Tag.Channel);
        return new Recipient(
            read.Fields is not null, Consents(task, addressee, read, channel), read.HasLeft, suppressions.Find(task.List.Name, address), address.Length > 0, read.State.History)
        {
            TimeZone = addressee.TimeZone ?? "", Frequency = addressee.Frequency ?? "", NightConsent = addressee.NightConsent,
            IsAddressValid = channel == MessageChannel.Sms ? MobileNumber.TryParse(address, task.List.Country, out _) : IsDeliverable(address),
            PersonHistory = person?.History.Sends ?? default,
            IsDuplicate = isDuplicate,
        };
    }

    // E-mail: who did not refuse. Text messages ask more, see ChannelPermission.
    private static bool Consents(SliceTask task, Addressee addressee, AudienceMember read, MessageChannel channel) => channel == MessageChannel.Sms
        ? read.Fields is { } fields && ChannelPermission.Allows(task.List, fields, channel)
        : addressee.Consented;

    private static bool IsDeliverable(string address)
    {
        Span<char> canonical = stackalloc char[EmailAddress.MostOctets];
        return EmailAddress.Normalise(address, canonical, out _) is null;
    }
}
