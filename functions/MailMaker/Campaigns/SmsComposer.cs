using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>Puts together what a campaign sends to a list as text message.</summary>
internal static class SmsComposer
{
    /// <summary>What a campaign of text messages alone has in a mail's place; it is never rendered.</summary>
    public static MailTemplate NoMail { get; } = new() { Name = "none", Subject = "-", Text = "-" };

    /// <summary>The content with its text message, or what is missing to send it; unchanged for a campaign that sends none.</summary>
    public static async Task<Checked<CampaignContent>> AddAsync(
        IDefinitions definitions, StrictFields strict, Account owner, Campaign campaign, ContactList list, IReadOnlyList<ContactList> audience, CampaignContent content, CancellationToken cancellationToken)
    {
        if (campaign.Channel == CampaignChannel.Email)
            return new(content, []);
        var template = await definitions.FindAsync<MailTemplate>(owner.Name, DefinitionKeys.Template(campaign.SmsTemplate!), cancellationToken);
        if (template is null || !template.Value.HasSms)
            return new(null, [new("/smsTemplate", template is null ? "The campaign's template of text messages does not exist." : "The template has no text message.")]);
        var sender = campaign.SmsSender.Length > 0 ? campaign.SmsSender : owner.SmsSender;
        if (campaign.Strict && await strict.MissingAsync([("/sms", template.Value.Sms)], audience, cancellationToken) is { Count: > 0 } missing)
            return new(null, missing);
        if (owner.AssetsUrl.Length == 0 && TemplateAssets.FirstUse([("/sms", template.Value.Sms)]) is { } problem)
            return new(null, [problem]);
        var lawful = LawfulSms.Of(template.Value.Sms, template.Value.MaxSegments ?? SmsCompiler.UsualSegments, list, content.Scene, sender);
        if (lawful.Value is null)
            return new(null, lawful.Problems);
        var problems = new List<Problem>();
        if (SmsCompiler.Compile(lawful.Value, problems, content.Scene) is not { } compiled)
            return new(null, problems);
        return SmsForNobody.Reason(compiled, content.Scene) is { } reason
            ? new(null, [new("/smsTemplate", $"Nobody could get this text message: {reason}, with the sender's name and the way out where they are added. Change the template's sms or its maxSegments.")])
            : new(content with { Sms = lawful.Value }, []);
    }
}
