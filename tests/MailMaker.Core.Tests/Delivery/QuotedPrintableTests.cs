using System.Text;
using System.Text.RegularExpressions;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Delivery;

public sealed partial class QuotedPrintableTests
{
    [Fact]
    public void Any_text_comes_back_with_its_line_breaks_made_CRLF()
    {
        var random = new Random(2);
        for (var round = 0; round < 2_000; round++)
        {
            var octets = Encoding.UTF8.GetBytes(RandomText.Of(random, 1 + round));

            var encoded = Encode(octets);

            Assert.Equal(BreakPattern().Replace(Encoding.UTF8.GetString(octets), "\r\n"), Decode(encoded));
            Assert.All(encoded.Split("\r\n"), line =>
            {
                Assert.InRange(line.Length, 0, 76);
                Assert.False(line.EndsWith(' ') || line.EndsWith('\t'));
                Assert.False(line.StartsWith('.') || line.StartsWith("From ", StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public void Octets_that_take_three_are_counted() => Assert.Equal(6, QuotedPrintable.CountEscaped("a=b è 🎉"u8) - 1);

    private static string Encode(ReadOnlySpan<byte> octets)
    {
        var controls = octets.ToArray().Count(o => o is < 32 or 127);
        var room = new byte[QuotedPrintable.Bound(octets.Length, QuotedPrintable.CountEscaped(octets) + 2 * controls)];
        return Encoding.ASCII.GetString(room, 0, QuotedPrintable.Encode(octets, room));
    }

    // RFC 2045 §6.7 read the other way round.
    private static string Decode(string encoded)
    {
        var joined = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        var octets = new List<byte>();
        for (var i = 0; i < joined.Length; i++)
        {
            octets.Add(joined[i] == '=' ? Convert.ToByte(joined.Substring(i + 1, 2), 16) : (byte)joined[i]);
            if (joined[i] == '=')
                i += 2;
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    [GeneratedRegex("\r\n|\r|\n")]
    private static partial Regex BreakPattern();
}
