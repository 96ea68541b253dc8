using FsCheck;
using FsCheck.Fluent;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Inputs for a parser: samples with a few things done to them, and its tokens strung together.</summary>
internal static class Mutations
{
    /// <summary>No input is longer, whatever is repeated in it.</summary>
    public const int LongestInput = 256 * 1024;

    public static Arbitrary<byte[]> Of(FuzzTarget target)
    {
        var samples = target.Samples();
        var mutated = Gen.Elements(samples.AsEnumerable()).SelectMany(sample =>
            Gen.Choose(0, int.MaxValue - 1).ArrayOf(24).SelectMany(dice => Gen.Choose(1, 6).Select(times => Mutate(sample, samples, target.Tokens, dice, times))));
        var strung = Gen.Choose(0, 120).SelectMany(n => Gen.Elements(target.Tokens.AsEnumerable()).ArrayOf(n)).Select(pieces => pieces.SelectMany(p => p).ToArray());
        return Arb.From(Gen.Frequency((4, mutated), (1, strung)), Smaller);
    }

    private static byte[] Mutate(byte[] sample, IReadOnlyList<byte[]> samples, IReadOnlyList<byte[]> tokens, int[] dice, int times)
    {
        var bytes = sample;
        for (var i = 0; i < times; i++)
        {
            bytes = MutateOnce(bytes, samples, tokens, dice[(i * 4)..]);
            if (bytes.Length > LongestInput)
                bytes = bytes[..LongestInput];
        }

        return bytes;
    }

    private static byte[] MutateOnce(byte[] bytes, IReadOnlyList<byte[]> samples, IReadOnlyList<byte[]> tokens, int[] dice)
    {
        var start = bytes.Length == 0 ? 0 : dice[1] % bytes.Length;
        var end = Math.Min(bytes.Length, start + 1 + dice[2] % (dice[3] % 4 == 0 ? 4096 : 64));
        var piece = bytes.AsSpan(start, end - start);
        var token = tokens[dice[2] % tokens.Count];
        var other = samples[dice[2] % samples.Count];
        return (dice[0] % 9) switch
        {
            0 => Splice(bytes, start, end, []), // cut out
            1 => bytes[..start], // cut off
            2 => Splice(bytes, end, end, piece), // twice
            3 => Splice(bytes, start, end, piece, dice[3] % 3000), // very often
            4 => Splice(bytes, start, start, token),
            5 => Splice(bytes, start, start, token, dice[3] % 3000),
            6 => Splice(bytes, start, bytes.Length, other.AsSpan(Math.Min(other.Length, dice[3] % 2000))), // head of one, tail of another
            7 => Splice(bytes, start, Math.Min(bytes.Length, start + 1), [(byte)dice[2]]),
            _ => Splice(bytes, start, Math.Min(bytes.Length, start + 1), [(byte)(bytes.AsSpan(start).IsEmpty ? 0 : bytes[start] ^ 1 << dice[3] % 8)]),
        };
    }

    private static byte[] Splice(ReadOnlySpan<byte> bytes, int start, int end, ReadOnlySpan<byte> piece, int times = 1)
    {
        times = Math.Min(times, LongestInput / Math.Max(1, piece.Length));
        var spliced = new byte[start + piece.Length * times + bytes.Length - end];
        bytes[..start].CopyTo(spliced);
        for (var i = 0; i < times; i++)
            piece.CopyTo(spliced.AsSpan(start + i * piece.Length));
        bytes[end..].CopyTo(spliced.AsSpan(start + piece.Length * times));
        return spliced;
    }

    // Ever smaller pieces taken out; FsCheck goes on from the first that still fails.
    private static IEnumerable<byte[]> Smaller(byte[] bytes)
    {
        for (var size = bytes.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= bytes.Length; at += size)
                yield return [.. bytes[..at], .. bytes[(at + size)..]];
        }
    }
}
