using System.Collections.Frozen;

namespace MailMaker.Core.Content.Sms;

/// <summary>The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1).</summary>
internal static class Gsm7
{
    // In the table's order; ESC (0x1B) is not a character.
    private const string Default =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly FrozenDictionary<char, int> Lengths =
        Default.Select(c => (c, 1)).Concat(Extension.Select(c => (c, 2))).ToFrozenDictionary(p => p.c, p => p.Item2);

    /// <summary>Septets that a character takes: 1, or 2 with the escape before it; 0 when the alphabet does not have it.</summary>
    public static int SeptetsOf(char c) => Lengths.GetValueOrDefault(c);
}
