using System.Collections.Frozen;

namespace MailMaker.Core.Contacts;

/// <summary>What of a country's numbering plan decides whether a number can get an SMS, and how it is dialled at home and from abroad.</summary>
internal sealed class NumberingPlan
{
    private static readonly NumberingPlan[] All = [.. NumberingPlanTable.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new NumberingPlan(line))];
    private static readonly FrozenDictionary<string, NumberingPlan> ByRegion = All.ToFrozenDictionary(p => p.Region);
    private static readonly FrozenDictionary<string, NumberingPlan[]> ByCode = All.GroupBy(p => p.CountryCode).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    private static readonly FrozenDictionary<string, NumberingPlan[]>.AlternateLookup<ReadOnlySpan<char>> CodeLookup = ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string trunk;
    private readonly string exitCodes;
    private readonly Range[] mobiles;
    private readonly string[] never;
    private NumberingPlan[]? withNeighbours;

    // A line of the table, whose summary says how to read it.
    private NumberingPlan(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (Region, CountryCode) = (parts[0], parts[1]);
        trunk = parts[2] == "-" ? "" : parts[2];
        mobiles = [.. parts[3..].Where(p => p[0] is not ('>' or '!')).SelectMany(Range.Parse)];
        never = [.. parts.Where(p => p[0] == '!').SelectMany(p => Range.Parse(p[1..] + ":0")).Select(r => r.Prefix)];
        exitCodes = parts.FirstOrDefault(p => p[0] == '>')?[1..] ?? "";
    }

    public string Region { get; }

    public string CountryCode { get; }

    public static NumberingPlan? Of(string country) => ByRegion.TryGetValue(country, out var plan) ? plan : null;

    /// <summary>A plan with the country code that the digits begin with. Country codes are prefix-free (ITU-T E.164 §6.2.1).</summary>
    public static NumberingPlan? FindByPrefix(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= 3 && length < digits.Length; length++)
        {
            if (CodeLookup.TryGetValue(digits[..length], out var plans))
                return plans[0];
        }

        return null;
    }

    public static NumberingPlan[] Sharing(string countryCode) => ByCode[countryCode];

    /// <summary>This plan first, then the others of its country code.</summary>
    public NumberingPlan[] WithNeighbours() => withNeighbours ??= [this, .. ByCode[CountryCode].Where(p => p != this)];

    public int ExitCodeLength(ReadOnlySpan<char> digits)
    {
        foreach (var code in exitCodes.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // Only when what follows is too long to be dialled at home.
            if (digits.StartsWith(code, StringComparison.Ordinal) && digits.Length - code.Length >= 9 && FindByPrefix(digits[code.Length..]) is not null
                && !IsMobile(digits) && !IsMobile(WithoutTrunk(digits)))
                return code.Length;
        }

        return 0;
    }

    /// <summary>Writes the number when its national digits, with or without the trunk prefix, are a mobile's.</summary>
    public bool TryMobile(ReadOnlySpan<char> digits, Span<char> to, ref int written)
    {
        var national = digits;
        if (!IsMobile(national))
        {
            national = WithoutTrunk(digits);
            if (national.Length == digits.Length || !IsMobile(national))
                return Region == "AR" && TryArgentina(digits, to, ref written);
        }

        Write(national, to, ref written);
        return true;
    }

    public string Fault(ReadOnlySpan<char> digits)
    {
        if (mobiles.Length == 0)
            return "is of a country without mobile numbers of its own";
        var national = WithoutTrunk(digits);
        var (least, most) = (mobiles.Min(m => m.Least), mobiles.Max(m => m.Most));
        if (national.Length < least)
            return "has too few digits";
        return national.Length > most ? "has too many digits" : "is not a mobile number of its country";
    }

    private void Write(ReadOnlySpan<char> national, Span<char> to, ref int written)
    {
        to[written++] = '+';
        CountryCode.CopyTo(to[written..]);
        written += CountryCode.Length;
        national.CopyTo(to[written..]);
        written += national.Length;
    }

    private ReadOnlySpan<char> WithoutTrunk(ReadOnlySpan<char> digits)
    {
        foreach (var prefix in trunk.AsSpan().Split('/'))
        {
            var text = trunk.AsSpan()[prefix];
            if (!text.IsEmpty && digits.StartsWith(text, StringComparison.Ordinal) && digits.Length > text.Length)
                return digits[text.Length..];
        }

        return digits;
    }

    private bool IsMobile(ReadOnlySpan<char> national)
    {
        foreach (var prefix in never)
        {
            if (national.StartsWith(prefix, StringComparison.Ordinal))
                return false;
        }

        foreach (var range in mobiles)
        {
            if (national.Length >= range.Least && national.Length <= range.Most && national.StartsWith(range.Prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // At home an Argentine mobile is 0 + area (2 to 4 digits) + 15 + subscriber; from abroad +54 9 area subscriber.
    private bool TryArgentina(ReadOnlySpan<char> digits, Span<char> to, ref int written)
    {
        var national = digits[0] == '0' ? digits[1..] : digits;
        if (national.Length != 12)
            return false;
        for (var area = 2; area <= 4; area++)
        {
            if (!national[area..].StartsWith("15", StringComparison.Ordinal))
                continue;
            Span<char> whole = stackalloc char[11];
            whole[0] = '9';
            national[..area].CopyTo(whole[1..]);
            national[(area + 2)..].CopyTo(whole[(1 + area)..]);
            Write(whole, to, ref written);
            return true;
        }

        return false;
    }

    private readonly record struct Range(string Prefix, int Least, int Most)
    {
        // "1[016789]:9-10" is one range per bracketed digit; "[2-4]1:8" spans digits.
        public static IEnumerable<Range> Parse(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var lengths = text[(colon + 1)..].Split('-');
            var least = int.Parse(lengths[0], System.Globalization.CultureInfo.InvariantCulture);
            var most = int.Parse(lengths[^1], System.Globalization.CultureInfo.InvariantCulture);
            return text[..colon].Split(',').SelectMany(Expand).Select(prefix => new Range(prefix, least, most));
        }

        private static IEnumerable<string> Expand(string pattern)
        {
            var open = pattern.IndexOf('[', StringComparison.Ordinal);
            if (open < 0)
                return [pattern];
            var close = pattern.IndexOf(']', open);
            var tails = Expand(pattern[(close + 1)..]).ToList();
            return Digits(pattern[(open + 1)..close]).SelectMany(d => tails.Select(tail => pattern[..open] + d + tail));
        }

        private static IEnumerable<char> Digits(string set)
        {
            for (var i = 0; i < set.Length; i++)
            {
                var last = i + 2 < set.Length && set[i + 1] == '-' ? set[i + 2] : set[i];
                for (var d = set[i]; d <= last; d++)
                    yield return d;
                if (last != set[i])
                    i += 2;
            }
        }
    }
}
