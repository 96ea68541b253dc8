using MailMaker.Core.Content;
using MailMaker.Core.Content.Links;
using MailMaker.Core.Content.Sms;

namespace MailMaker.Campaigns;

/// <summary>A campaign's content, ready to be rendered.</summary>
/// <param name="Mail">The compiled template.</param>
/// <param name="Scene">What all its mails share.</param>
public sealed record CompiledContent(CompiledMail Mail, MailScene Scene)
{
    /// <summary>Its text message; null when it sends none.</summary>
    public CompiledSms? Sms { get; init; }

    /// <summary>Where the mail's tracked links lead, by number.</summary>
    public LinkTargets Links => Mail.Links;
}
