using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>Puts together what a campaign sends, from its definition, its template, its lists and its account as they are now.</summary>
public sealed class CampaignComposer(IDefinitions definitions, IListSource lists, MailComposer mails, StrictFields strict, AudienceRules rules, TimeProvider clock)
{
    /// <summary>A content for each list, since the law and the data controller are the list's; or what is missing, with pointers into the definition.</summary>
    public async Task<Checked<IReadOnlyList<ListContent>>> ComposeAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var owner = (await definitions.FindAsync<Account>(campaign.Account, DefinitionKeys.Account, cancellationToken))!.Value;
        var contents = new List<ListContent>();
        var problems = new List<Problem>();
        var found = new List<(string Pointer, ContactList List)>();
        for (var i = 0; i < campaign.Lists.Count; i++)
        {
            var pointer = campaign.Lists.Count == 1 ? "/list" : $"/lists/{i}";
            if (await lists.ListAsync(campaign.Account, campaign.Lists[i].Name, cancellationToken) is { } list)
                found.Add((pointer, list));
            else
                problems.Add(new Problem(pointer, "The campaign's list does not exist."));
        }

        foreach (var (pointer, list) in found)
        {
            var content = await ContentAsync(owner, campaign, list, found.ConvertAll(f => f.List), cancellationToken);
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

    private async Task<Checked<CampaignContent>> ContentAsync(
        Account owner, Campaign campaign, ContactList list, IReadOnlyList<ContactList> audience, CancellationToken cancellationToken)
    {
        var mail = await mails.ComposeAsync(owner, campaign, list, audience, cancellationToken);
        return mail.Value is { } content ? await SmsComposer.AddAsync(definitions, strict, owner, campaign, list, audience, content, cancellationToken) : mail;
    }
}
