using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>
/// Every parser against inputs nobody meant. A case fails when it throws, takes more than <see cref="LongestCase"/> (twice in a row, since machines pause), or allocates more than
/// <see cref="MostAllocated"/> and a thousand octets for each of the input; a run fails when more than <see cref="MostKept"/> stay in memory.
/// The environment variable FUZZ_CASES says how many cases each parser gets; see docs/testing.md.
/// </summary>
[Collection("Fuzz")]
public class FuzzTests
{
    private const long MostAllocated = 64 * 1024 * 1024;
    private const long MostKept = 32 * 1024 * 1024;
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FUZZ_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 1000;

    public static TheoryData<FuzzTarget> Targets =>
        [.. FuzzTarget.All.Where(t => Environment.GetEnvironmentVariable("FUZZ_ONLY") is not { Length: > 0 } only || t.Name == only)];

    [Theory]
    [MemberData(nameof(Targets), DisableDiscoveryEnumeration = true)]
    public void No_input_throws_hangs_or_eats_memory(FuzzTarget target)
    {
        Exception? fault = null;
        var (current, startedAt) = (Array.Empty<byte>(), Stopwatch.GetTimestamp());
        var property = Prop.ForAll(Mutations.Of(target), input =>
        {
            (current, startedAt) = (input, Stopwatch.GetTimestamp());
            RunOne(target, input);
        });
        RunOne(target, []); // what is made once is made before memory is looked at
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        // A thread of its own, which can be left alone when it never comes back; with the stack that a request's thread has.
        var worker = new Thread(() => fault = Fault(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithStartSize(1).WithEndSize(100)))) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(200)))
            Assert.True(Stopwatch.GetElapsedTime(startedAt) < Hang, $"{target} does not come back from {Convert.ToBase64String(current)}");
        if (fault is not null)
            Assert.Fail($"{target}: {fault.Message}\nThe last input was {Convert.ToBase64String(current)}");
        current = [];
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - kept, long.MinValue, MostKept);
    }

    private static void RunOne(FuzzTarget target, byte[] input)
    {
        var (before, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        target.Run(input);
        var (took, allocated) = (watch.Elapsed, GC.GetTotalAllocatedBytes() - before);
        Assert.True(allocated < MostAllocated + 1000L * input.Length, $"{allocated} octets allocated for {input.Length}");
        if (took < LongestCase)
            return;
        watch.Restart();
        target.Run(input);
        Assert.True(watch.Elapsed < LongestCase, $"took {took} and then {watch.Elapsed} for {input.Length} octets");
    }

    private static Exception? Fault(Action work)
    {
        try
        {
            work();
            return null;
        }
#pragma warning disable CA1031 // told by the test's own thread
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
