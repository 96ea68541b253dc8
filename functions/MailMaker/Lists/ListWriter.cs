using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Http;
using MailMaker.SignUp;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Lists;

/// <summary>Makes and changes lists, never more than an account may have.</summary>
public sealed class ListWriter(DefinitionStore definitions, FormStore forms)
{
    private static readonly IResult Full = ProblemAnswers.Refused(
        [new Problem("", $"The account has {ContactList.MostListsPerAccount} lists already, which are the most. Delete one first.")]);

    /// <summary>Makes or changes a list from the body of a request.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string account, string list, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null)
            return ProblemAnswers.NotFound("account");
        var asked = await request.ReadDefinitionAsync<ContactListDefinition>(cancellationToken);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        var existing = await definitions.FindAsync<ContactList>(account, DefinitionKeys.List(list), cancellationToken);
        if (existing is { Value.DeletingSince: not null })
            return ProblemAnswers.Conflict("The list is being deleted. Make it again when it is gone.");
        var before = existing is null ? await definitions.FindAsync<DeletedList>(account, DefinitionKeys.DeletedList(list), cancellationToken) : null;
        var decided = asked.Value.ToList(account, list, existing?.Value, before?.Value);
        if (decided.Value is null)
            return ProblemAnswers.Refused(decided.Problems);
        // Those that an earlier version, which left them, or a call that came late, left of the list of this name before.
        if (before is not null)
            await forms.RemoveAllAsync(account, list, cancellationToken);
        return existing is null
            ? await AddAsync(decided.Value, cancellationToken)
            : await ChangeAsync(decided.Value, existing.Version, cancellationToken);
    }

    private async Task<IResult> AddAsync(ContactList list, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(list, DefinitionJson.Options);
        return await definitions.AddCountedAsync(
            list.Account, DefinitionKeys.List(list.Name), json, DefinitionKeys.List(""), ContactList.MostListsPerAccount, cancellationToken) switch
        {
            CountedAdd.Added => DefinitionAnswers.Created(list),
            CountedAdd.Full => Full,
            _ => Conflict(),
        };
    }

    private async Task<IResult> ChangeAsync(ContactList list, string version, CancellationToken cancellationToken) =>
        await definitions.WriteAsync(list.Account, DefinitionKeys.List(list.Name), list, version, cancellationToken) is null ? Conflict() : DefinitionAnswers.Ok(list);

    private static IResult Conflict() => ProblemAnswers.Conflict("Somebody else changed it at the same time. Read it and try again.");
}
