using MailMaker.Http;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace MailMaker.SignUp;

/// <summary>
/// How many forms one place may post: <c>SignUp:PostsPerIp</c> (60; 0 is no limit) in <c>SignUp:IpMinutes</c> (10). Counted in this process and kept nowhere: a brake, which on
/// N workers lets up to N times as many through. What holds everywhere is the allowance of the address that would get the mail.
/// </summary>
public sealed class IpLimits(IConfiguration configuration, TimeProvider clock)
{
    private const int MostKept = 100_000;
    private readonly int most = configuration.GetValue("SignUp:PostsPerIp", 60);
    private readonly long window = TimeSpan.FromMinutes(configuration.GetValue("SignUp:IpMinutes", 10)).Ticks;
    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a post; false when it is one too many.</summary>
    public bool Allows(IPAddress? address)
    {
        if (most <= 0)
            return true;
        var now = clock.GetUtcNow().UtcTicks;
        if (counts.Count > MostKept)
            Forget(now);
        return counts.GetOrAdd(ClientAddress.CountedAs(address), _ => new Count()).Take(now / window, (double)(now % window) / window, most);
    }

    private void Forget(long now)
    {
        foreach (var (key, count) in counts)
        {
            if (count.Window < (now / window) - 1)
                counts.TryRemove(key, out _);
        }

        // A hundred thousand places at once are no crowd but an attack: who comes now begins anew, and memory stays bounded.
        if (counts.Count > MostKept)
            counts.Clear();
    }

    // The window before counts by the share of it that the sliding window still covers.
    private sealed class Count
    {
        private readonly Lock guard = new();
        private long window;
        private int here;
        private int before;

        public long Window => Interlocked.Read(ref window);

        public bool Take(long current, double passed, int most)
        {
            lock (guard)
            {
                if (current != window)
                {
                    before = current == window + 1 ? here : 0;
                    here = 0;
                    Interlocked.Exchange(ref window, current);
                }

                if (here + (before * (1 - passed)) >= most)
                    return false;
                here++;
                return true;
            }
        }
    }
}
