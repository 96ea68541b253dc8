using System.CommandLine;
using System.Globalization;
using MailMaker.Persons;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Commands;

/// <summary><c>erase</c>: a person from a list, for good.</summary>
internal static class EraseCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var list = new ListOptions();
        var key = PersonCommand.MakeKey();
        var command = list.AddTo(new Command(
            "erase", "Erases a person from a list for good. Only keyed hashes stay, which keep files and calls from bringing the person back.") { key });
        command.SetAction((options, cancellationToken) => list.WithListAsync(
            options,
            async (services, found) =>
            {
                var erased = await services.GetRequiredService<PersonEraser>().EraseAsync(found, PersonCommand.Canonical(found, options.GetValue(key)!), cancellationToken);
                await options.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Erased: {erased.Contacts} contacts, {erased.Rows} rows beside, from {erased.Campaigns} ledgers and {erased.FileRows} rows of files."));
                return 0;
            },
            cancellationToken));
        return command;
    }
}
