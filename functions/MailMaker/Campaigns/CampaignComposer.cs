using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>Puts together what a campaign sends, from its definition, its template, its lists and its account as they are now.</summary>
public sealed class CampaignComposer(IDefinitions definitions, IListSource lists, AudienceRules rules, TimeProvider clock)
{
    /// <summary>A content for each list, since the law and the data controller are the list's; or what is missing, with pointers into the definition.</summary>
    public async Task<Checked<IReadOnlyList<ListContent>>> ComposeAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var owner = (await definitions.FindAsync<Account>(campaign.Account, DefinitionKeys.Account, cancellationToken))!.Value;
        var contents = new List<ListContent>();
        var problems = new List<Problem>();
        for (var i = 0; i < campaign.Lists.Count; i++)
        {
            var pointer = campaign.Lists.Count == 1 ? "/list" : $"/lists/{i}";
            if (await lists.ListAsync(campaign.Account, campaign.Lists[i].Name, cancellationToken) is not { } list)
            {
                problems.Add(new Problem(pointer, "The campaign's list does not exist."));
                continue;
            }

            var content = await ContentAsync(owner, campaign, list, cancellationToken);
            problems.AddRange(content.Problems.Select(p => p.Pointer == "/list" ? p with { Pointer = pointer } : p).Except(problems));
            if (content.Value is { } value)
                contents.Add(new ListContent(list, value));
        }

        if (contents.Sum(c => c.List.Buckets) > AudienceLists.MostBuckets)
            problems.Add(new Problem("/lists", $"The lists have more than {AudienceLists.MostBuckets} buckets together."));
        problems.AddRange(await rules.CheckAsync(campaign, clock.GetUtcNow(), cancellationToken));
        return problems.Count > 0 ? new(null, problems) : new(contents, []);
    }

    /// <summary>A fingerprint of contents: an approval holds for what has the same.</summary>
    public static string FingerprintOf(IReadOnlyList<ListContent> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(content.List.Name + "\n"));
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(content.Content, DefinitionJson.Options));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<Checked<CampaignContent>> ContentAsync(Account owner, Campaign campaign, ContactList list, CancellationToken cancellationToken)
    {
        var withMail = campaign.Channel != CampaignChannel.Sms;
        var template = withMail
            ? (await definitions.FindAsync<MailTemplate>(owner.Name, DefinitionKeys.Template(campaign.Template), cancellationToken))?.Value
            : SmsComposer.NoMail;
        if (template is null)
            return new(null, [new("/template", "The campaign's template does not exist.")]);
        if (TemplateCompiler.Compile(template) is TemplateCompilation.Refused refused)
            return new(null, refused.Problems);
        var sender = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : owner.SenderAddress;
        if (sender.Length == 0 && withMail)
            return new(null, [new("/senderAddress", "Neither the campaign nor the account has a sender's address.")]);
        var scene = new MailScene
        {
            CampaignName = campaign.Name, ListName = list.Name, ListTitle = list.Title,
            ControllerName = list.DataController?.Name ?? "", ControllerPostalAddress = list.DataController?.PostalAddress ?? "",
            ControllerEmail = list.DataController?.Email ?? "",
            SenderAddress = sender, SenderName = campaign.SenderName.Length > 0 ? campaign.SenderName : owner.SenderName,
        };
        var lawful = withMail ? LawfulTemplate.Of(template, list, scene) : new(template, []);
        return lawful.Value is null
            ? new(null, lawful.Problems)
            : await SmsComposer.AddAsync(definitions, owner, campaign, list, new CampaignContent { Template = lawful.Value, Scene = scene }, cancellationToken);
    }
}
