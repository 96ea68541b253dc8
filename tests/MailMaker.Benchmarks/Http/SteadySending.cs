using System.Diagnostics;
using System.Text.Json;

namespace MailMaker.Benchmarks.Http;

/// <summary>
/// Campaigns to the same people, two at a time and again and again, so that mails leave all the time in which something else is measured: one alone may be over before.
/// </summary>
internal sealed class SteadySending
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly ServedApp app;
    private readonly string account;
    private readonly string prefix;
    private readonly object definition;
    private readonly List<string> running = [];
    private int launched;
    private long sentBefore;
    private long sent;

    private SteadySending(ServedApp app, string account, string prefix, object definition) =>
        (this.app, this.account, this.prefix, this.definition) = (app, account, prefix, definition);

    /// <summary>Measures a load while campaigns go out, from the first mail on.</summary>
    /// <param name="app">The program.</param>
    /// <param name="account">The campaigns' account.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="definition">What each of them is.</param>
    /// <param name="load">What is measured meanwhile.</param>
    public static async Task<(LoadFigures Load, SendingFigures Sending)> WhileAsync(ServedApp app, string account, string prefix, object definition, Func<Task<LoadFigures>> load)
    {
        var sending = new SteadySending(app, account, prefix, definition);
        while (sending.sent == 0)
            await sending.GoOnAsync();
        var (watch, first) = (Stopwatch.StartNew(), sending.sent);
        var (looks, growing) = (0, 0);
        for (var measured = load(); ;)
        {
            var before = sending.sent;
            await sending.GoOnAsync();
            looks++;
            growing += sending.sent > before ? 1 : 0;
            if (!measured.IsCompleted)
                continue;
            var figures = new SendingFigures((int)((sending.sent - first) / watch.Elapsed.TotalSeconds), Math.Round((double)growing / looks, 2), sending.launched);
            await sending.CancelAsync();
            return (await measured, figures);
        }
    }

    // Starts what is missing, waits a moment, and counts.
    private async Task GoOnAsync()
    {
        while (running.Count < AtOnce)
        {
            var name = $"{prefix}-{++launched}";
            await app.PutAsync($"/api/accounts/{account}/campaigns/{name}", definition);
            await app.PostAsync($"/api/accounts/{account}/campaigns/{name}/launch");
            running.Add(name);
        }

        await Task.Delay(Look);
        long live = 0;
        foreach (var name in running.ToList())
        {
            var status = await app.StatusAsync(account, name);
            var count = status.GetProperty("counts").GetProperty("sent").GetInt32();
            if (IsOver(status))
                (sentBefore, _) = (sentBefore + count, running.Remove(name));
            else
                live += count;
        }

        sent = sentBefore + live;
    }

    private async Task CancelAsync()
    {
        // One that is over by now refuses, which is as good.
        foreach (var name in running)
            (await app.Http.PostAsync(new Uri($"/api/accounts/{account}/campaigns/{name}/cancel", UriKind.Relative), null)).Dispose();
        foreach (var name in running)
        {
            while (!IsOver(await app.StatusAsync(account, name)))
                await Task.Delay(Look);
        }
    }

    private static bool IsOver(JsonElement status) => status.GetProperty("campaign").GetProperty("state").GetString() is "completed" or "cancelled";
}
