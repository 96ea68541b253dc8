using System.Diagnostics;

namespace MailMaker.Tests.Support;

/// <summary>Waits for what another thread or process will do, up to a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Longest, "It did not come to pass within a minute.");
            await Task.Delay(50);
        }
    }
}
