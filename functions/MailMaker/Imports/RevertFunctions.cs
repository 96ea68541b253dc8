using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>HTTP doors of reverting imports.</summary>
public sealed class RevertFunctions(ImportRecords records, ImportBlobs blobs, TimeProvider clock)
{
    private const string Route = "api/accounts/{account}/imports/{id}/revert";

    /// <summary>Undoes an import that is over: 202. Asking twice is asking once.</summary>
    [Function("RevertImportDoor")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (ImportKey.Parse(account, id) is not { } key || await records.FindAsync(key, cancellationToken) is not { } import)
            return ProblemAnswers.NotFound("import");
        if (import.State == ImportState.Reverted)
            return Accepted(import);
        if (ImportStates.RevertRefusal(import.State, import.DryRun, import.KeptUntil, clock.GetUtcNow()) is { } refusal)
            return ProblemAnswers.Conflict(refusal);
        // Begun first: if the process ends here, the orchestration marks the import, and none is marked without one.
        await RevertImport.StartAsync(key, orchestrations, cancellationToken);
        return Accepted(await records.ChangeAsync(key, r => r.After(ImportStep.Revert), cancellationToken) ?? import);
    }

    /// <summary>What reverting an import did, and what it could not do and why; as CSV where that is asked for.</summary>
    [Function("GetRevertReport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (ImportKey.Parse(account, id) is not { } key || await records.FindAsync(key, cancellationToken) is not { RevertFile: not null } import)
            return ProblemAnswers.NotFound("revert of this import");
        var isCsv = AcceptedForms.PrefersCsv(request);
        return Results.Stream(
            await blobs.OpenRejectsAsync(RevertFinisher.Path(import, isCsv ? "csv" : "json"), cancellationToken),
            isCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8");
    }

    private static IResult Accepted(ImportRecord import) => Results.Json(import, DefinitionJson.Options, statusCode: StatusCodes.Status202Accepted)
        .WithLocation($"/api/accounts/{import.Account}/imports/{import.Id}");
}
