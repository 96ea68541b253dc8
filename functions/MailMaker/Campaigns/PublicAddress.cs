using MailMaker.Core.Consent;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Campaigns;

/// <summary>The address under which recipients reach this installation, from the setting <c>PublicAddress</c>.</summary>
public sealed class PublicAddress
{
    /// <summary>Reads the setting; a machine of one's own answers under the default.</summary>
    public PublicAddress(IConfiguration configuration) => Value = (configuration["PublicAddress"] ?? "http://127.0.0.1:7071").TrimEnd('/');

    /// <summary>Such as <c>https://mail.example.com</c>, without a slash at the end.</summary>
    public string Value { get; }

    /// <summary>
    /// The token that stands in place of a contact's own where a message is shown or tried: it leads to nobody, so that who tests can't unsubscribe a recipient, and is as long as
    /// theirs, so that a message shown has the size, and a text message the segments, of those that are sent.
    /// </summary>
    /// <param name="account">The account's name.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="campaign">The campaign's name.</param>
    public static string SampleToken(string account, string list, string campaign) =>
        "sample".PadRight(UnsubscribeTokens.LengthOf(account.Length, list.Length, campaign.Length), '-');
}
