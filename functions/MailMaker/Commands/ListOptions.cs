using System.CommandLine;
using MailMaker.Core.Lists;
using MailMaker.Hosting;
using MailMaker.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Commands;

/// <summary>The options of commands that work on one list of a data folder, and the way to it.</summary>
internal sealed class ListOptions
{
    private readonly Option<DirectoryInfo> data = DataOption.Make("data");
    private readonly Option<string> account = new("--account") { Description = "The account's name.", HelpName = "NAME", Required = true };
    private readonly Option<string> list = new("--list") { Description = "The list's name.", HelpName = "NAME", Required = true };

    /// <summary>The file that a command writes to instead of the standard output.</summary>
    public Option<FileInfo?> Out { get; } = new("--out") { Description = "The file to write; standard output when not said.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command)
    {
        command.Add(data);
        command.Add(account);
        command.Add(list);
        return command;
    }

    /// <summary>Runs something with the list and the app's services; the app is built and not started, so no trigger fires meanwhile.</summary>
    public async Task<int> WithListAsync(ParseResult options, Func<IServiceProvider, ContactList, Task<int>> act, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(data)!;
        if (!folder.Exists)
            throw new InvalidOperationException($"There is no folder {folder.FullName}.");
        using var host = MailMakerApp.CreateBuilder(["--data", folder.FullName, "--urls", "http://127.0.0.1:0"]).Build();
        var found = await host.Services.GetRequiredService<IListSource>().ListAsync(options.GetValue(account)!, options.GetValue(list)!, cancellationToken)
            ?? throw new InvalidOperationException($"There is no list {options.GetValue(list)} of an account {options.GetValue(account)}.");
        return await act(host.Services, found);
    }

    /// <summary>Writes to the file that was named, or to the standard output.</summary>
    public async Task WriteAsync(ParseResult options, Func<Stream, Task> write)
    {
        await using var target = options.GetValue(Out) is { } file ? file.Create() : Console.OpenStandardOutput();
        await write(target);
    }
}
