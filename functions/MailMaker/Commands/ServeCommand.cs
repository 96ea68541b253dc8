using System.CommandLine;
using MailMaker.Campaigns;
using MailMaker.Hosting;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Commands;

/// <summary><c>serve</c>: the whole of MailMaker on this machine until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var data = DataOption.Make("data");
        var urls = new Option<string>("--urls")
        {
            Description = "The address to listen on; port 0 takes a free one.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:7071",
        };
        var command = new Command("serve", "Runs MailMaker on this machine until Ctrl-C.") { data, urls };
        command.SetAction((options, cancellationToken) => RunAsync(options.GetValue(data)!.FullName, options.GetValue(urls)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string urls, CancellationToken cancellationToken)
    {
        var builder = MailMakerApp.CreateBuilder(["--data", folder, "--urls", urls]);
        // The links in mails lead here unless a setting names another address, such as that of a proxy in front.
        if (!urls.EndsWith(":0", StringComparison.Ordinal))
            builder.Configuration[nameof(PublicAddress)] ??= urls;
        var host = builder.Build();
        // With await: the thread that comes here last may be the one that finds what sockets wait for (docs/decisions/0031-replies-where-they-come.md).
        await using var whole = (IAsyncDisposable)host;
        await host.StartAsync(cancellationToken);
        Console.WriteLine($"MailMaker listens on {string.Join(", ", ServerAddresses.Of(host))}");
        Console.WriteLine($"  drop folder  {Path.Combine(folder, "drop")}/{{account}}/{{list}}/{{incremental|full}}/{{name}}.csv");
        Console.WriteLine($"  outbox       {Path.Combine(folder, "outbox")}");
        Console.WriteLine($"  reports      {Path.Combine(folder, "reports")}");
        Console.WriteLine($"  keys         {Path.Combine(folder, "keys.json")} (send the function key as x-functions-key)");
        Console.WriteLine("Ctrl-C stops it.");
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
