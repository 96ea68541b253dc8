using System.CommandLine;

namespace MailMaker.Commands;

/// <summary>The commands of the program; each has <c>--help</c>.</summary>
internal static class CommandLine
{
    private static readonly string[] Asking = ["--help", "-h", "-?", "--version"];

    /// <summary>Whether the arguments name a command or ask for help, rather than come from the Functions host.</summary>
    public static bool Holds(string[] args) => args.Length > 0 && (Asking.Contains(args[0]) || !args[0].StartsWith('-'));

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 0 when all went well.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("MailMaker: marketing automation for e-mail, SMS and push, whole on one machine.")
        {
            DemoCommand.Make(), ServeCommand.Make(), ExportCommand.Make(), PersonCommand.Make(), EraseCommand.Make(), EvidenceCommand.Make(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // A folder in use, a port taken, a setting that is wrong: the message says what to do, the stack would not.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
