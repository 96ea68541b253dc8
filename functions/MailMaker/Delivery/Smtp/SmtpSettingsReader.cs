using System.Globalization;
using MailMaker.Core.Delivery.Smtp;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Delivery.Smtp;

/// <summary>Reads settings and gathers what is wrong with them, so that one start tells all of it. Values are not repeated: one may be a password in the wrong place.</summary>
internal sealed class SmtpSettingsReader(IConfigurationSection section)
{
    private readonly List<string> faults = [];

    /// <summary>A setting's text; null when it is not set.</summary>
    public string? Text(string name) => section[name] is { Length: > 0 } value ? value : null;

    /// <summary>A host that must be named.</summary>
    public string Host(string name)
    {
        if (Text(name) is not { } host)
            Complain(name, "is missing: the name of the mail server that relays for you, such as smtp.example.com");
        else if (Uri.CheckHostName(host) != UriHostNameType.Unknown)
            return host;
        else
            Complain(name, "must be a host's name or address alone, such as smtp.example.com; the port is Smtp:Port");
        return "";
    }

    /// <summary>A host name that may be left out.</summary>
    public string? HostName(string name)
    {
        if (Text(name) is { } host && Uri.CheckHostName(host) != UriHostNameType.Dns)
            Complain(name, "must be this machine's full name, such as mailer.example.com");
        return Text(name);
    }

    /// <summary>An address that may be left out.</summary>
    public string? Address(string name)
    {
        if (Text(name) is { } address && !SmtpEnvelope.IsAddress(address))
            Complain(name, "must be an e-mail address");
        return Text(name);
    }

    /// <summary>A file that must be there when it is named.</summary>
    public string? File(string name)
    {
        if (Text(name) is { } path && !System.IO.File.Exists(path))
            Complain(name, "names a file that is not there");
        return Text(name);
    }

    /// <summary>A whole number.</summary>
    public int Number(string name, int standard, int least, int most)
    {
        if (Text(name) is not { } text)
            return standard;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Complain(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return standard;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, T standard)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return standard;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice))
            return choice;
        Complain(name, "takes one of " + string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant())));
        return standard;
    }

    /// <summary>Remembers a fault.</summary>
    public void Complain(string name, string fault) => faults.Add($"Smtp:{name} {fault}");

    /// <summary>Ends the start when something is wrong.</summary>
    /// <exception cref="InvalidOperationException">Something is.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.Count > 0)
            throw new InvalidOperationException($"The channel for e-mail is smtp, but its settings can't be used: {string.Join("; ", faults)}. See docs/smtp.md.");
    }
}
