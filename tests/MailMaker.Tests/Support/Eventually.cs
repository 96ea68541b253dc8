using System.Diagnostics;

namespace MailMaker.Tests.Support;

/// <summary>Waits for what another thread or process will do, up to a bound.</summary>
internal static class Eventually
{
    // Ends what hangs; a slow machine is no failure.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Longest, "It did not come to pass within three minutes.");
            await Task.Delay(50);
        }
    }
}
