using System.Text;

namespace MailMaker.Core.Tests.Delivery;

/// <summary>Text of every kind that a mail can meet: scripts of one to four octets, lone surrogates, white space, line breaks, long words.</summary>
internal static class RandomText
{
    private static readonly string[] Pieces =
    [
        "a", "the ", "=", "=?", "?=", " ", "  ", "\t", "\r\n", "\n", "\r", ".", "\r\n.", "\nFrom ", "è", "ß", "안녕", "中", "🎉", "👩‍👩‍👧", "\u202bשלום", "\ud800", "\0", "\u007f", "\"", "\\",
        "<b>", "@", ",", "=_", "--", "averyveryverylongwordwithoutanyspaceinsidethatgoesonandonandon",
    ];

    public static string Of(Random random, int longest)
    {
        var text = new StringBuilder();
        var kinds = random.Next(1, Pieces.Length);
        for (var length = random.Next(longest); text.Length < length;)
            text.Append(Pieces[random.Next(kinds)]);
        return text.ToString();
    }
}
