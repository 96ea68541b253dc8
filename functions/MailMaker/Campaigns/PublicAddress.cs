using Microsoft.Extensions.Configuration;

namespace MailMaker.Campaigns;

/// <summary>The address under which recipients reach this installation, from the setting <c>PublicAddress</c>.</summary>
public sealed class PublicAddress
{
    /// <summary>Reads the setting; a machine of one's own answers under the default.</summary>
    public PublicAddress(IConfiguration configuration) => Value = (configuration["PublicAddress"] ?? "http://127.0.0.1:7071").TrimEnd('/');

    /// <summary>Such as <c>https://mail.example.com</c>, without a slash at the end.</summary>
    public string Value { get; }
}
