using Template = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace MailMaker.Core.Content.Sms;

/// <summary>A text message's template, ready to be rendered for any number of contacts. Immutable and thread-safe.</summary>
public sealed class CompiledSms
{
    /// <summary>Characters of a message: no more are taken by Azure Communication Services, and no handset joins more segments reliably.</summary>
    public const int Longest = 2_048;

    private readonly Template text;

    internal CompiledSms(SmsContent content, Template text) => (Content, this.text) = (content, text);

    /// <summary>What it was made of.</summary>
    public SmsContent Content { get; }

    /// <summary>Renders the message for the contact that <paramref name="model"/> holds.</summary>
    public SmsOutcome Render(MailModel model)
    {
        string rendered;
        try
        {
            using var writer = new SmsWriter(Longest);
            text(writer, model, null!);
            rendered = TidyText(writer.ToString());
        }
        catch (SmsTooLongException)
        {
            return new SmsOutcome.Refused($"the message is longer than {Longest} characters");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As for mails: nothing here does I/O, and the message can quote the contact's values.
            return new SmsOutcome.Refused("the template uses something that this contact's fields don't allow");
        }

        if (rendered.Length == 0)
            return new SmsOutcome.Refused("the message is empty");
        var segments = SmsSegments.Of(rendered);
        return segments.Segments > Content.MaxSegments
            ? new SmsOutcome.Refused($"the message has {segments.Segments} segments and may have {Content.MaxSegments}")
            : new SmsOutcome.Rendered(new RenderedSms(rendered, segments));
    }

    // CR costs a septet and shows nothing; other control characters break handsets and gateways.
    private static string TidyText(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();
}
