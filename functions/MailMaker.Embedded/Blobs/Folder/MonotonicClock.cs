namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Times of change that never repeat: a file written twice in one tick of the clock still has two versions. Thread-safe.</summary>
internal sealed class MonotonicClock(TimeProvider clock)
{
    private long last;

    public DateTimeOffset Next()
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = Math.Max(clock.GetUtcNow().UtcTicks, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
                return new DateTimeOffset(next, TimeSpan.Zero);
        }
    }
}
