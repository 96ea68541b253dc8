using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>A sink in a process of its own: <c>smtp-sink</c> prints its port, and answers each line of its input, <c>report</c> or <c>clear</c>, with a report.</summary>
internal sealed class SmtpSinkProcess : IDisposable
{
    private readonly Process process;

    private SmtpSinkProcess(Process process, int port) => (this.process, Port) = (process, port);

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The other side: serves until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        using var sink = new SmtpSink();
        var serving = sink.RunAsync();
        Console.WriteLine(sink.Port);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(sink.Report(), JsonSerializerOptions.Web));
            if (line == "clear")
                sink.Clear();
        }

        sink.Dispose();
        await serving;
        return 0;
    }

    /// <summary>Starts one.</summary>
    public static async Task<SmtpSinkProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SmtpSinkProcess).Assembly.Location, "smtp-sink"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // As cheap as it can be: it shares the machine with what is measured.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The sink did not start.");
        return new SmtpSinkProcess(process, int.Parse(await process.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture));
    }

    /// <summary>What came so far.</summary>
    public Task<SmtpSinkReport> ReportAsync() => AskAsync("report");

    /// <summary>What came so far, which is then forgotten.</summary>
    public Task<SmtpSinkReport> ClearAsync() => AskAsync("clear");

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<SmtpSinkReport> AskAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize<SmtpSinkReport>(await process.StandardOutput.ReadLineAsync() ?? "", JsonSerializerOptions.Web)!;
    }
}
