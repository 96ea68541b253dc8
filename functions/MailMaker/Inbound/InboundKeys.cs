using System.Globalization;
using MailMaker.Core.Suppressions;

namespace MailMaker.Inbound;

/// <summary>The rows of the table <c>Inbound</c>: a partition an account, and some whose names are no account's.</summary>
internal static class InboundKeys
{
    /// <summary>The partition of mails that belong to no account that can be told.</summary>
    public const string NoAccount = ".none";

    /// <summary>First characters of the row key of a mail that is dealt with.</summary>
    public const string MailKind = "m|";

    /// <summary>First characters of a day's counts.</summary>
    public const string DayKind = "d|";

    /// <summary>First characters of an address's failures.</summary>
    public const string FailuresKind = "s|";

    /// <summary>A mail that is dealt with.</summary>
    public static string Mail(MailIdentity mail) => MailKind + mail;

    /// <summary>A day's counts (UTC).</summary>
    public static string Day(DateOnly day) => DayKind + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An address's failures: under a keyed hash, since what is left of an erased person here must not name them.</summary>
    public static string Failures(AddressHashes hashes, string account, string address) =>
        string.Create(CultureInfo.InvariantCulture, $"{FailuresKind}{hashes.Of(account, "", "email", address):x32}");
}
