using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Imports;

/// <summary>HTTP doors of saved mappings.</summary>
public sealed class MappingFunctions(IListSource lists, FileMappings mappings, DefinitionStore definitions)
{
    private const string Collection = "api/accounts/{account}/lists/{list}/mappings";
    private const string Route = Collection + "/{mapping}";

    /// <summary>Makes or changes a mapping. The one named <c>default</c> is used by every file of the list that names no other.</summary>
    [Function("PutMapping")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Route)] HttpRequest request,
        string account,
        string list,
        string mapping,
        CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } owner)
            return ProblemAnswers.NotFound("list");
        var names = await definitions.NamesAsync(account, FileMappings.Key(list), cancellationToken);
        return await definitions.PutAsync<FileMappingDefinition, FileMapping>(
            request, account, FileMappings.Key(list, mapping), (asked, existing) => Decide(owner, mapping, asked, existing, names.Count), cancellationToken);
    }

    /// <summary>A mapping.</summary>
    [Function("GetMapping")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string account,
        string list,
        string mapping,
        CancellationToken cancellationToken) =>
        await mappings.FindAsync(account, list, mapping, cancellationToken) is { } found ? DefinitionAnswers.Ok(found) : ProblemAnswers.NotFound("mapping");

    /// <summary>The names of a list's mappings.</summary>
    [Function("GetMappings")]
    public async Task<IResult> GetAllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Collection)] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken) => await lists.ListAsync(account, list, cancellationToken) is null
        ? ProblemAnswers.NotFound("list")
        : Results.Json(new { mappings = await definitions.NamesAsync(account, FileMappings.Key(list), cancellationToken) }, DefinitionJson.Options);

    /// <summary>Removes a mapping; imports that are under way and named it are refused when their turn comes.</summary>
    [Function("DeleteMapping")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Route)] HttpRequest request,
        string account,
        string list,
        string mapping,
        CancellationToken cancellationToken)
    {
        if (await mappings.FindAsync(account, list, mapping, cancellationToken) is null)
            return ProblemAnswers.NotFound("mapping");
        await definitions.DeleteAsync(account, FileMappings.Key(list, mapping), cancellationToken);
        return Results.NoContent();
    }

    private static Checked<FileMapping> Decide(ContactList list, string name, FileMappingDefinition asked, FileMapping? existing, int count) =>
        existing is null && count >= FileMapping.MostPerList
            ? new(null, [new Problem("", $"The list has {count} mappings already; {FileMapping.MostPerList} are the most. Delete one first.")])
            : asked.ToMapping(list, name);
}
