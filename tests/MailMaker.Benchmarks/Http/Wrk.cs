using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MailMaker.Benchmarks.Http;

/// <summary>wrk, the load generator (Debian's package of that name).</summary>
internal static class Wrk
{
    private const int Threads = 2;

    /// <summary>Posts the requests of a file for some seconds.</summary>
    /// <param name="address">The server.</param>
    /// <param name="requests">The file; see requests.lua.</param>
    /// <param name="type">The bodies' media type.</param>
    /// <param name="connections">Connections open at once.</param>
    /// <param name="seconds">How long.</param>
    public static Task<LoadFigures> PostAsync(Uri address, string requests, string type, int connections, int seconds) => RunAsync(address, requests, type, 200, connections, seconds);

    /// <summary>Gets the paths of a file for some seconds, as a browser.</summary>
    /// <param name="address">The server.</param>
    /// <param name="requests">The file; see requests.lua.</param>
    /// <param name="status">The status to expect.</param>
    /// <param name="connections">Connections open at once.</param>
    /// <param name="seconds">How long.</param>
    public static Task<LoadFigures> GetAsync(Uri address, string requests, int status, int connections, int seconds) => RunAsync(address, requests, "-", status, connections, seconds);

    private static async Task<LoadFigures> RunAsync(Uri address, string requests, string type, int status, int connections, int seconds)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Http", "requests.lua");
        string[] arguments =
        [
            $"-t{Threads}", Invariant($"-c{connections}"), Invariant($"-d{seconds}s"), "--timeout", "10s", "-s", script, address.ToString(), "--", requests, Invariant($"{Threads}"), type, Invariant($"{status}"),
        ];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("wrk did not start.");
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var line = output.Split('\n').LastOrDefault(l => l.StartsWith('{')) ?? throw new InvalidOperationException("wrk said nothing: " + output);
        return JsonSerializer.Deserialize<LoadFigures>(line, JsonSerializerOptions.Web)!;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
