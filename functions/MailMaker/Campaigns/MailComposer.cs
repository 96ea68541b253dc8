using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;
using MailMaker.PublicPages;

namespace MailMaker.Campaigns;

/// <summary>Puts together what a campaign sends to a list as mail.</summary>
public sealed class MailComposer(IDefinitions definitions, StrictFields strict, PublicAddress address)
{
    /// <summary>The content as it would be sent now, or everything that stands against it.</summary>
    /// <param name="owner">The campaign's account.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="list">The list whose contacts it is for: its law adds to the template what it asks for.</param>
    /// <param name="audience">All lists of the campaign: any of them may have the fields that are used.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Checked<CampaignContent>> ComposeAsync(
        Account owner, Campaign campaign, ContactList list, IReadOnlyList<ContactList> audience, CancellationToken cancellationToken)
    {
        if (campaign.Channel == CampaignChannel.Sms)
            return new(new CampaignContent { Template = SmsComposer.NoMail, Scene = SceneOf(owner, campaign, list) }, []);
        var template = await definitions.FindAsync<MailTemplate>(owner.Name, DefinitionKeys.Template(campaign.Template), cancellationToken);
        if (template is null)
            return new(null, [new("/template", "The campaign's template does not exist.")]);
        var sender = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : owner.SenderAddress;
        if (sender.Length == 0)
            return new(null, [new("/senderAddress", "Neither the campaign nor the account has a sender's address.")]);
        var scene = SceneOf(owner, campaign, list);
        if (TemplateCompiler.Compile(template.Value, scene) is TemplateCompilation.Refused refused)
            return new(null, refused.Problems);
        if (campaign.Strict && await strict.MissingAsync(TemplateFields.PartsOf(template.Value), audience, cancellationToken) is { Count: > 0 } missing)
            return new(null, missing);
        return Prepare(template.Value, scene, campaign, list);
    }

    /// <summary>What all mails of a campaign to one list share.</summary>
    private MailScene SceneOf(Account owner, Campaign campaign, ContactList list)
    {
        var brand = PageBrand.Of(owner);
        return new MailScene
        {
            CampaignName = campaign.Name, ListName = list.Name, ListTitle = list.Title,
            ControllerName = list.DataController?.Name ?? "", ControllerPostalAddress = list.DataController?.PostalAddress ?? "",
            ControllerEmail = list.DataController?.Email ?? "",
            SenderAddress = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : owner.SenderAddress,
            SenderName = campaign.SenderName.Length > 0 ? campaign.SenderName : owner.SenderName,
            AssetsUrl = owner.AssetsUrl, Language = LanguageOf(list),
            BrandName = brand.Name, BrandColour = brand.Colour.ToString(), BrandLogo = brand.LogoPath is { } logo ? $"{address.Value}/{logo}" : "",
        };
    }

    private static Checked<CampaignContent> Prepare(MailTemplate template, MailScene scene, Campaign campaign, ContactList list)
    {
        if (scene.AssetsUrl.Length == 0 && TemplateAssets.FirstUse(TemplateFields.PartsOf(template)) is { } problem)
            return new(null, [problem]);
        var lawful = LawfulTemplate.Of(template, list, scene);
        if (lawful.Value is null)
            return new(null, lawful.Problems);
        var prepared = MailPreparation.Of(lawful.Value, scene, campaign.Tracking);
        return TemplateCompiler.Compile(prepared.Template, scene, prepared.Links) is TemplateCompilation.Refused late
            ? new(null, late.Problems)
            : new(new CampaignContent { Template = prepared.Template, Links = prepared.Links, Scene = scene }, []);
    }

    // Contacts who named no language are written to in the list's country's, where we know how it writes dates.
    private static string LanguageOf(ContactList list) => list.Country switch
    {
        "IT" or "SM" or "VA" => "it",
        "KR" => "ko",
        "DE" or "AT" => "de",
        "FR" => "fr",
        "ES" => "es",
        "GB" or "IE" => "en-GB",
        "NL" => "nl",
        "PL" => "pl",
        "PT" => "pt-PT",
        "BR" => "pt",
        "JP" => "ja",
        _ => "en",
    };
}
