using System.Diagnostics;
using System.Globalization;

namespace MailMaker.Benchmarks;

/// <summary>Runs work on one thread for a while and tells how often it was done.</summary>
internal static class Measure
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Prints runs per second (the best of three rounds after one for warming up) and bytes allocated per run.</summary>
    public static double PerSecond(string what, Action work)
    {
        var best = 0.0;
        var garbage = 0.0;
        Run(work);
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (times, seconds) = Run(work);
            garbage = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
            best = Math.Max(best, times / seconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60}{best,12:N0}/s{garbage,12:N0} bytes each"));
        return best;
    }

    private static (long Times, double Seconds) Run(Action work)
    {
        var times = 0L;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Round; times++)
            work();
        return (times, watch.Elapsed.TotalSeconds);
    }
}
