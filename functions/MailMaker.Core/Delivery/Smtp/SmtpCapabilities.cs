using System.Globalization;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>What a server offered in its answer to EHLO (RFC 5321 §4.1.1.1), as far as a sender uses it.</summary>
public sealed record SmtpCapabilities
{
    /// <summary>Of a server that knows HELO only.</summary>
    public static readonly SmtpCapabilities None = new();

    /// <summary>Commands may be sent in groups (RFC 2920).</summary>
    public bool Pipelining { get; init; }

    /// <summary>The connection can be encrypted (RFC 3207).</summary>
    public bool StartTls { get; init; }

    /// <summary>Content may hold octets above 127 (RFC 6152).</summary>
    public bool EightBitMime { get; init; }

    /// <summary>Addresses and header fields may be UTF-8 (RFC 6531).</summary>
    public bool Utf8 { get; init; }

    /// <summary>The size of a mail may be told beforehand (RFC 1870).</summary>
    public bool Size { get; init; }

    /// <summary>The biggest mail it takes, in octets; null when it did not say.</summary>
    public long? BiggestMail { get; init; }

    /// <summary>AUTH PLAIN (RFC 4616).</summary>
    public bool AuthPlain { get; init; }

    /// <summary>AUTH LOGIN, which no RFC describes and old servers offer alone.</summary>
    public bool AuthLogin { get; init; }

    /// <summary>Reads an answer; what is not known is passed over.</summary>
    public static SmtpCapabilities Of(SmtpAnswer answer)
    {
        var read = None;
        // The first line greets.
        foreach (var line in answer.Text.Split('\n').Skip(1))
        {
            var words = line.Split((char[])[' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                read = read.With(words[0].ToUpperInvariant(), words.AsSpan(1));
        }

        return read;
    }

    private SmtpCapabilities With(string keyword, ReadOnlySpan<string> parameters) => keyword switch
    {
        "PIPELINING" => this with { Pipelining = true },
        "STARTTLS" => this with { StartTls = true },
        "8BITMIME" => this with { EightBitMime = true },
        "SMTPUTF8" => this with { Utf8 = true },
        "SIZE" => this with { Size = true, BiggestMail = BiggestOf(parameters) },
        // Old servers write AUTH=LOGIN beside AUTH LOGIN.
        "AUTH" => this with { AuthPlain = AuthPlain || Has(parameters, "PLAIN"), AuthLogin = AuthLogin || Has(parameters, "LOGIN") },
        _ => this,
    };

    // RFC 1870 §4: no number or 0 is no fixed limit.
    private static long? BiggestOf(ReadOnlySpan<string> parameters) =>
        parameters.Length > 0 && long.TryParse(parameters[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;

    private static bool Has(ReadOnlySpan<string> parameters, string mechanism)
    {
        foreach (var offered in parameters)
            if (offered.Equals(mechanism, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
