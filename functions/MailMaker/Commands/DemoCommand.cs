using System.CommandLine;
using System.Text.Json;
using MailMaker.Core;
using MailMaker.Demo;
using MailMaker.Hosting;
using Spectre.Console;

namespace MailMaker.Commands;

/// <summary><c>demo</c>: a contact file, an import and a campaign, watched from beginning to end.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var data = DataOption.Make(Path.Combine("data", "demo"));
        var contacts = new Option<int>("--contacts") { Description = "Rows of the contact file.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        contacts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
                result.AddError("--contacts takes 1 to 10,000,000.");
        });
        var json = new Option<bool>("--json") { Description = "Print the summary as one JSON object and nothing else." };
        var command = new Command("demo", "Imports an invented contact file, sends a campaign under a cap of one a day into an outbox folder, and sums it up.")
        {
            data, contacts, json,
        };
        command.SetAction((options, cancellationToken) =>
            RunAsync(new DemoOptions(options.GetValue(data)!.FullName, options.GetValue(contacts), options.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        using var host = MailMakerApp.CreateBuilder(["--data", options.Folder, "--urls", "http://127.0.0.1:0"]).Build();
        await host.StartAsync(cancellationToken);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(ServerAddresses.Of(host).First()) };
            http.DefaultRequestHeaders.Add("x-functions-key", await FunctionKeyAsync(options.Folder, cancellationToken));
            await WatchAsync(new DemoClient(http), options, cancellationToken);
            return 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task WatchAsync(DemoClient client, DemoOptions options, CancellationToken cancellationToken)
    {
        var summary = options.Json || Console.IsOutputRedirected
            ? await new DemoRun(client, options, new NoDemoProgress()).RunAsync(cancellationToken)
            : await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(view => new DemoRun(client, options, new DemoProgressBars(view)).RunAsync(cancellationToken));
        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(summary, DefinitionJson.Options));
        else
            DemoTable.Print(summary);
    }

    private static async Task<string> FunctionKeyAsync(string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder, "keys.json"));
        using var keys = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        return keys.RootElement.GetProperty("function").GetString()!;
    }
}
