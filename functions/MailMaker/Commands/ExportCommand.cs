using System.CommandLine;
using MailMaker.Contacts;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Commands;

/// <summary><c>export</c>: a list as CSV.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var list = new ListOptions();
        var command = list.AddTo(new Command(
            "export", "Writes a list as CSV: every field, and under headings with # whether the contact may be written to. An import reads the file back as it was.") { list.Out });
        command.SetAction((options, cancellationToken) => list.WithListAsync(
            options,
            async (services, found) =>
            {
                await list.WriteAsync(options, target => services.GetRequiredService<ContactExport>().WriteAsync(found, target, cancellationToken));
                return 0;
            },
            cancellationToken));
        return command;
    }
}
