using System.CommandLine;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Hosting;
using MailMaker.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Commands;

/// <summary><c>evidence verify</c> and <c>evidence export</c>: the proof of consent, checked and handed out.</summary>
internal static class EvidenceCommand
{
    private static readonly Option<string> Account = new("--account") { Description = "The account's name.", HelpName = "NAME", Required = true };
    private static readonly Option<string> List = new("--list") { Description = "The list's name.", HelpName = "NAME", Required = true };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var data = DataOption.Make("data");
        var verify = new Command("verify", "Checks the chain of every contact of a list; ends with 1 when one is broken.") { data, Account, List };
        verify.SetAction((options, cancellationToken) => WithListAsync(
            options, data, (services, list) => VerifyAsync(services, list, options.InvocationConfiguration.Output, cancellationToken), cancellationToken));
        var output = new Option<FileInfo?>("--out") { Description = "The file to write; standard output when not said.", HelpName = "FILE" };
        var export = new Command("export", "Writes the evidence of every contact of a list, one JSON object a line, with the events as they were hashed.") { data, Account, List, output };
        export.SetAction((options, cancellationToken) => WithListAsync(
            options, data, (services, list) => ExportAsync(services, list, options.GetValue(output), options.InvocationConfiguration.Output, cancellationToken), cancellationToken));
        return new Command("evidence", "The evidence of consent: who agreed to what, when and how, and who left.") { verify, export };
    }

    private static async Task<int> WithListAsync(
        ParseResult options, Option<DirectoryInfo> data, Func<IServiceProvider, ContactList, Task<int>> act, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(data)!;
        if (!folder.Exists)
            throw new InvalidOperationException($"There is no folder {folder.FullName}.");
        // Built and not started: no trigger fires while the evidence is read.
        using var host = MailMakerApp.CreateBuilder(["--data", folder.FullName, "--urls", "http://127.0.0.1:0"]).Build();
        var list = await host.Services.GetRequiredService<IListSource>().ListAsync(options.GetValue(Account)!, options.GetValue(List)!, cancellationToken)
            ?? throw new InvalidOperationException($"There is no list {options.GetValue(List)} of an account {options.GetValue(Account)}.");
        return await act(host.Services, list);
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, ContactList list, TextWriter output, CancellationToken cancellationToken)
    {
        var report = await new EvidenceReport(services.GetRequiredService<EvidenceChains>(), services.GetRequiredService<ContactStore>()).VerifyAsync(list, output, cancellationToken);
        await output.WriteLineAsync($"{report.Contacts} contacts with {report.Entries} entries: {(report.Broken == 0 ? "every chain holds" : $"{report.Broken} chains are broken")}.");
        return report.Broken == 0 ? 0 : 1;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, ContactList list, FileInfo? file, TextWriter output, CancellationToken cancellationToken)
    {
        var report = new EvidenceReport(services.GetRequiredService<EvidenceChains>(), services.GetRequiredService<ContactStore>());
        if (file is null)
        {
            await report.ExportAsync(list, output, cancellationToken);
            return 0;
        }

        await using var writer = new StreamWriter(file.FullName);
        await report.ExportAsync(list, writer, cancellationToken);
        return 0;
    }
}
