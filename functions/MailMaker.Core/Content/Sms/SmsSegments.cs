namespace MailMaker.Core.Content.Sms;

/// <summary>How a text message goes over the air, and so what it costs: carriers bill by segment.</summary>
/// <param name="Encoding">The alphabet.</param>
/// <param name="Units">Septets of GSM 7-bit, escapes included, or 16-bit units of UCS-2.</param>
/// <param name="Segments">Segments it is cut into.</param>
/// <param name="Forcing">The characters that GSM 7-bit does not have, each once, in their order: without them the message would be cheaper. Empty for GSM 7-bit.</param>
public sealed record SmsSegments(SmsEncoding Encoding, int Units, int Segments, string Forcing)
{
    // 140 octets of user data; joined messages give 6 of them to the header that joins them (3GPP TS 23.040 §9.2.3.24.1).
    private const int SingleSeptets = 160;
    private const int JoinedSeptets = 153;
    private const int SingleUnits = 70;
    private const int JoinedUnits = 67;

    /// <summary>Counts a text.</summary>
    public static SmsSegments Of(ReadOnlySpan<char> text)
    {
        var septets = 0;
        foreach (var c in text)
        {
            var needed = Gsm7.SeptetsOf(c);
            if (needed == 0)
                return new(SmsEncoding.Ucs2, text.Length, CountUcs2(text), ForcingIn(text));
            septets += needed;
        }

        return new(SmsEncoding.Gsm7, septets, septets <= SingleSeptets ? 1 : CountGsm7(text), "");
    }

    // An escape and its character are never parted (3GPP TS 23.038 §6.1.2.1.1).
    private static int CountGsm7(ReadOnlySpan<char> text)
    {
        int segments = 1, inSegment = 0;
        foreach (var c in text)
        {
            var needed = Gsm7.SeptetsOf(c);
            if (inSegment + needed > JoinedSeptets)
                (segments, inSegment) = (segments + 1, 0);
            inSegment += needed;
        }

        return segments;
    }

    // Nor are the two halves of a surrogate pair: telephones show a segment's half of one as a box.
    private static int CountUcs2(ReadOnlySpan<char> text)
    {
        if (text.Length <= SingleUnits)
            return 1;
        int segments = 1, inSegment = 0;
        for (var i = 0; i < text.Length;)
        {
            var needed = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (inSegment + needed > JoinedUnits)
                (segments, inSegment) = (segments + 1, 0);
            inSegment += needed;
            i += needed;
        }

        return segments;
    }

    private static string ForcingIn(ReadOnlySpan<char> text)
    {
        var forcing = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            if ((!rune.IsBmp || Gsm7.SeptetsOf((char)rune.Value) == 0) && !forcing.Contains(rune.ToString()))
                forcing.Add(rune.ToString());
        }

        // A Korean text forces with nearly every character: the first ones say enough.
        return string.Concat(forcing.Take(20));
    }
}
