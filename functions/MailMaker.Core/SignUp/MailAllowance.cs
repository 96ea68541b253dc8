using System.Buffers.Binary;

namespace MailMaker.Core.SignUp;

/// <summary>
/// How many mails of sign-ups one address may still get: one an hour and three in 24 hours, whoever asks and on whatever list. Sign-up bombing floods a victim with
/// confirmations of a thousand sites; of this one it gets three.
/// </summary>
public static class MailAllowance
{
    /// <summary>Mails in <see cref="Day"/>.</summary>
    public const int MostInADay = 3;

    /// <summary>The time between two mails.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The time that <see cref="MostInADay"/> counts in.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private const int EntrySize = 24;

    /// <summary>Takes a mail out of the allowance.</summary>
    /// <param name="taken">What was taken before, as kept.</param>
    /// <param name="mail">The mail's own id: a second run for the same mail takes nothing more.</param>
    /// <param name="now">The moment.</param>
    public static AllowanceDecision Take(ReadOnlySpan<byte> taken, Guid mail, DateTimeOffset now)
    {
        var kept = new List<(DateTimeOffset At, Guid Mail)>(MostInADay + 1);
        for (; taken.Length >= EntrySize; taken = taken[EntrySize..])
        {
            var entry = (At: new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(taken), TimeSpan.Zero), Mail: new Guid(taken.Slice(8, 16), bigEndian: true));
            if (entry.Mail == mail)
                return new AllowanceDecision.TakenBefore();
            if (entry.At > now - Day)
                kept.Add(entry);
        }

        if (kept.Count >= MostInADay || kept.Any(e => e.At > now - Hour))
            return new AllowanceDecision.Refused();
        kept.Add((now, mail));
        return new AllowanceDecision.Taken(Write(kept), now + Day);
    }

    private static byte[] Write(List<(DateTimeOffset At, Guid Mail)> entries)
    {
        var octets = new byte[entries.Count * EntrySize];
        for (var i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(octets.AsSpan(i * EntrySize), entries[i].At.UtcTicks);
            entries[i].Mail.TryWriteBytes(octets.AsSpan((i * EntrySize) + 8), bigEndian: true, out _);
        }

        return octets;
    }
}
