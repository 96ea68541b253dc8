using System.Text;
using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>HTTP doors of imports.</summary>
public sealed class ImportFunctions(
    IListSource lists, ImportRegistry registry, ImportRecords records, ImportFinisher finisher, ImportBlobs blobs, FileMappings mappings, DifferenceFiles differences,
    TimeProvider clock)
{
    private const string Route = "api/accounts/{account}/imports/{id}";

    /// <summary>
    /// Takes a file as the body - CSV, XLSX or XLS, by itself or packed by gzip or zip, told by its content: 202 with the place where its import can be
    /// watched. <c>?mapping=</c> names the saved mapping that it is read by.
    /// </summary>
    [Function("PostImport")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{account}/lists/{list}/imports")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string list,
        CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (DropPath.ModeOf(request.Query["mode"]) is not { } mode)
            return ProblemAnswers.Refused([new Problem("", "Say mode=incremental or mode=full.")]);
        var mapping = request.Query["mapping"] is [{ Length: > 0 } name] ? name : null;
        if (mapping is not null && await mappings.FindAsync(account, list, mapping, cancellationToken) is null)
            return ProblemAnswers.NotFound("mapping");
        var options = ImportOptions.Read(request.Query["dryRun"], request.Query["protect"], request.Query["reason"]);
        if (options.Value is null)
            return ProblemAnswers.Refused(options.Problems);
        if (options.Value.ProtectionLifted is not null && found.ProtectGoodbyes)
            return ProblemAnswers.Conflict("The list protects goodbyes: no file may resubscribe anybody while its protectGoodbyes is true.");
        var place = new DropPath(account, list, mode, $"upload-{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid():N}");
        return Accepted(await registry.UploadAsync(place, mapping, request.Body, options.Value, orchestrations, cancellationToken));
    }

    /// <summary>The imports of an account, newest first; of one list with <c>?list=</c>.</summary>
    [Function("GetImports")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/imports")] HttpRequest request,
        string account,
        CancellationToken cancellationToken) =>
        Json(new { imports = await records.ListAsync(account, request.Query["list"] is [{ Length: > 0 } list] ? list : null, cancellationToken) });

    /// <summary>Where an import stands and what it did so far.</summary>
    [Function("GetImport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string account,
        string id,
        CancellationToken cancellationToken) =>
        await FindAsync(account, id, cancellationToken) is { } import
            ? Json(import with { Counts = await finisher.CountsAsync(import, cancellationToken) })
            : ProblemAnswers.NotFound("import");

    /// <summary>The rejected rows as CSV, once the import is over.</summary>
    [Function("GetImportRejects")]
    public async Task<IResult> RejectsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/rejects")] HttpRequest request,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(account, id, cancellationToken) is not { } import)
            return ProblemAnswers.NotFound("import");
        if (import.IsOpen)
            return ProblemAnswers.Conflict("The import is not over yet.");
        return import.RejectsFile is null
            ? Results.Text(RejectedRow.FileHeader, "text/csv; charset=utf-8")
            : Results.Stream(await blobs.OpenRejectsAsync(ImportBlobs.ReportPath(import, "rejects.csv"), cancellationToken), "text/csv; charset=utf-8");
    }

    /// <summary>The values that could not be read, of rows that were imported without them, as CSV, once the import is over.</summary>
    [Function("GetImportWarnings")]
    public async Task<IResult> WarningsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/warnings")] HttpRequest request,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(account, id, cancellationToken) is not { } import)
            return ProblemAnswers.NotFound("import");
        if (import.IsOpen)
            return ProblemAnswers.Conflict("The import is not over yet.");
        return import.WarningsFile is null
            ? Results.Text(RejectedRow.FileHeader, "text/csv; charset=utf-8")
            : Results.Stream(await blobs.OpenRejectsAsync(ImportBlobs.ReportPath(import, "warnings.csv"), cancellationToken), "text/csv; charset=utf-8");
    }

    /// <summary>What a dry run's file would do: JSON, or CSV where that is asked for.</summary>
    [Function("GetImportDifference")]
    public async Task<IResult> DifferenceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/difference")] HttpRequest request,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(account, id, cancellationToken) is not { DryRun: true } import)
            return ProblemAnswers.NotFound("dry run");
        if (import.IsOpen)
            return ProblemAnswers.Conflict("The dry run is not over yet.");
        if (import.DifferenceFile is null || await differences.FindAsync(import, cancellationToken) is not { } difference)
            return ProblemAnswers.NotFound("difference: the dry run found none, or its 30 days are over");
        return AcceptedForms.PrefersCsv(request) ? Results.Text(DifferenceCsv.Of(difference), "text/csv", Encoding.UTF8) : Json(difference);
    }

    /// <summary>Lets a full import remove what its file lacks.</summary>
    [Function("ApproveImport")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(account, id, cancellationToken) is not { } import)
            return ProblemAnswers.NotFound("import");
        if (import.State != ImportState.AwaitingApproval)
            return NotNow(import);
        await orchestrations.RaiseEventAsync(import.Key.InstanceId, ImportFile.Decision, ImportFile.Approve, cancellationToken);
        return Accepted(import);
    }

    /// <summary>Stops an import that has not begun, or the removal of one that waits for approval.</summary>
    [Function("CancelImport")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string id,
        CancellationToken cancellationToken)
    {
        if (ImportKey.Parse(account, id) is not { } key)
            return ProblemAnswers.NotFound("import");
        var now = clock.GetUtcNow();
        var import = await records.ChangeAsync(
            key,
            r => r.State != ImportState.AwaitingApproval && r.After(ImportStep.Cancel) is { } cancelled
                ? cancelled with { Reason = "The import was cancelled before it began.", CompletedAt = now } : null,
            cancellationToken);
        if (import is null)
            return ProblemAnswers.NotFound("import");
        if (import.State == ImportState.AwaitingApproval)
            await orchestrations.RaiseEventAsync(key.InstanceId, ImportFile.Decision, ImportFile.Cancel, cancellationToken);
        else if (import.State != ImportState.Cancelled)
            return NotNow(import);
        return Accepted(import);
    }

    private async Task<ImportRecord?> FindAsync(string account, string id, CancellationToken cancellationToken) =>
        ImportKey.Parse(account, id) is { } key ? await records.FindAsync(key, cancellationToken) : null;

    private static IResult NotNow(ImportRecord import) => ProblemAnswers.Conflict($"The import is {import.State.ToString().ToLowerInvariant()}: that is not possible now.");

    private static IResult Accepted(ImportRecord import) => Results.Json(import, DefinitionJson.Options, statusCode: StatusCodes.Status202Accepted)
        .WithLocation($"/api/accounts/{import.Account}/imports/{import.Id}");

    private static IResult Json(object value) => Results.Json(value, DefinitionJson.Options);
}
