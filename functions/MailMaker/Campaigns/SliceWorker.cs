using System.Collections.Concurrent;

namespace MailMaker.Campaigns;

/// <summary>
/// Works on a slice, if nobody else in this process does. Two messages may bring the same slice: a resume's beside a follow-up that was scheduled before the pause, or one whose lock ran
/// out. The claims alone don't keep their runs apart: a claim lasts less than a second, a hand-over as long as a server likes, and what was handed over is recorded a few at a time, so
/// that the second run would find claims that are over and nothing recorded, as after a crash, and hand over again (docs/decisions/0004-claims-and-the-ledger.md).
/// </summary>
public sealed class SliceWorker(SliceSender sender, TimeProvider clock)
{
    // A slice whose channel is slow takes minutes.
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SliceKey, bool> underWay = new();

    /// <summary>Runs a slice; see <see cref="SliceSender.RunAsync"/>.</summary>
    public async Task<SliceResult> RunAsync(SliceKey key, SliceProgress progress, CancellationToken cancellationToken)
    {
        if (!underWay.TryAdd(key, true))
            return new SliceResult(clock.GetUtcNow() + LooksAgainAfter) { IsHeld = true };
        try
        {
            return await sender.RunAsync(key, progress, cancellationToken);
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }
}
