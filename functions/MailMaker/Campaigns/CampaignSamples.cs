using System.Text;
using System.Text.Json;
using MailMaker.Contacts;
using MailMaker.Content;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>Renders a campaign as it would be sent if it were launched now, for one contact or for given fields. Nothing is sent, nothing is counted.</summary>
public sealed class CampaignSamples(CampaignComposer composer, ContactStore contacts, PublicAddress address, SampleSizes sizes)
{
    /// <summary>The rendered campaign, or why it can't be.</summary>
    public async Task<Checked<CampaignSample>> RenderAsync(Campaign campaign, SampleRequest asked, CancellationToken cancellationToken)
    {
        if (asked.Contact is not null && asked.Fields.ValueKind != JsonValueKind.Undefined)
            return Refused("/fields", "Name a contact or give fields, not both.");
        if (FaultIn(asked.Fields) is { } fault)
            return new(null, [fault]);
        var composed = await composer.ComposeAsync(campaign, cancellationToken);
        if (composed.Value is not { } contents)
            return new(null, composed.Problems);
        if ((asked.List is null ? contents[0] : contents.FirstOrDefault(c => c.List.Name == asked.List)) is not { } content)
            return Refused("/list", "The campaign does not go to that list.");
        if (await FieldsAsync(content.List, asked, cancellationToken) is not { } fields)
            return Refused("/contact", "There is no such contact on the list.");
        return Render(content, fields, UnsubscribeTokens.Sample(campaign.Account, content.List.Name, campaign.Name));
    }

    private Checked<CampaignSample> Render(ListContent content, byte[] fields, string token)
    {
        if (TemplateCompiler.Compile(content.Content.Template, content.Content.Scene, content.Content.Links) is not TemplateCompilation.Compiled compiled)
            return Refused("/template", "The template does not compile. Write it again to see why.");
        // Nobody is followed: links lead to their targets, and there is no pixel.
        var model = new MailModel(content.Content.Scene);
        if (!model.TryFill(fields, $"{address.Value}/u/{token}"))
            return Refused("/fields", "The fields can't be read.");
        return compiled.Mail.Render(model) switch
        {
            RenderOutcome.Rendered { Mail: var mail } => new(
                new CampaignSample(content, fields, mail) { Sms = SmsOf(content.Content, model), Bytes = sizes.Of(content, fields, compiled.Mail, model, address.Value, token) }, []),
            RenderOutcome.RenderFailed failed => Refused("/template", $"For this contact {failed.Reason}."),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };
    }

    // A contact's fields are text, whatever their type: who gives a number would see something else than what is sent.
    private static Problem? FaultIn(JsonElement fields) => fields.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Object => fields.EnumerateObject().Where(f => f.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            .Select(f => new Problem("/fields" + JsonPointer.Step(f.Name), "A field's value is a string, such as \"12.5\" or \"true\".")).FirstOrDefault(),
        _ => new("/fields", "The fields are an object whose values are strings."),
    };

    private static SmsPreview? SmsOf(CampaignContent content, MailModel model) =>
        content.Sms is { } sms && SmsCompiler.Compile(sms, [], content.Scene) is { } compiled ? SmsPreview.Of(compiled, model) : null;

    private async Task<byte[]?> FieldsAsync(ContactList list, SampleRequest asked, CancellationToken cancellationToken)
    {
        if (asked.Contact is null)
            return asked.Fields.ValueKind == JsonValueKind.Undefined ? "{}"u8.ToArray() : Encoding.UTF8.GetBytes(asked.Fields.GetRawText());
        if (FieldRules.For(list, HeaderMap.KeyField(list.Key)).Normalise(asked.Contact, out var key) is not null || key.Length == 0)
            return null;
        return (await contacts.FindAsync(list, ContactId.Of(list.Key, key), cancellationToken))?.Fields;
    }

    private static Checked<CampaignSample> Refused(string pointer, string detail) => new(null, [new Problem(pointer, detail)]);
}
