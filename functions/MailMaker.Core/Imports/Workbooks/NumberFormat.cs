using System.Text;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>A number format (ECMA-376 part 1, 18.8.30 and 18.8.31), as far as it says what a number is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Digits">For digits in fixed places: <c>0</c> a digit, <c>#</c> a digit if there is one, anything else itself.</param>
internal sealed record NumberFormat(NumberFormatKind Kind, string Digits = "")
{
    /// <summary>A plain number.</summary>
    public static NumberFormat General { get; } = new(NumberFormatKind.Number);

    private static readonly NumberFormat Date = new(NumberFormatKind.Date);
    private static readonly NumberFormat Time = new(NumberFormatKind.Time);

    /// <summary>A built-in format; those of East Asian spreadsheets (27 to 36, 50 to 58) are dates in all of them.</summary>
    /// <param name="id">Its number; from 164 on formats are the workbook's own.</param>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        >= 14 and <= 17 or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => Date,
        >= 18 and <= 21 or (>= 32 and <= 35) or 55 or 56 or 45 or 47 => Time,
        _ => General,
    };

    /// <summary>Reads a format's code.</summary>
    public static NumberFormat Of(string code)
    {
        var (hasDay, hasTime, hasMonth, hasNumber) = (false, false, false, false);
        var digits = new StringBuilder();
        var fixedPlaces = true;
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    var end = code.IndexOf('"', i + 1);
                    end = end < 0 ? code.Length : end;
                    digits.Append(code, i + 1, Math.Max(0, end - i - 1));
                    i = end;
                    break;
                case '[':
                    var close = code.IndexOf(']', i);
                    var inside = close < 0 ? "" : code[(i + 1)..close];
                    hasTime |= inside.Length > 0 && inside.All(c => c is 'h' or 'H' or 'm' or 'M' or 's' or 'S');
                    fixedPlaces &= inside.StartsWith('$') || inside.All(char.IsLetter);
                    i = close < 0 ? code.Length : close;
                    break;
                case '\\' when i + 1 < code.Length:
                    digits.Append(code[++i]);
                    break;
                case '_' or '*':
                    i++;
                    fixedPlaces = false;
                    break;
                case 'A' or 'a' when code.AsSpan(i).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    hasTime = true;
                    i += 4;
                    break;
                case 'G' or 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    fixedPlaces = false;
                    hasNumber = true;
                    i += 6;
                    break;
                case 'y' or 'Y' or 'd' or 'D':
                    hasDay = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    hasTime = true;
                    break;
                case 'm' or 'M':
                    hasMonth = true;
                    break;
                case '0' or '#':
                    hasNumber = true;
                    digits.Append(code[i]);
                    break;
                case '-' or ' ' or '(' or ')' or '/':
                    digits.Append(code[i]);
                    break;
                default:
                    fixedPlaces = false;
                    hasNumber |= code[i] is '?' or '%' or '@';
                    break;
            }
        }

        if (hasDay || (hasMonth && !hasTime && !hasNumber))
            return Date;
        if (hasTime)
            return Time;
        return fixedPlaces && IsFixedPlaces(digits) ? new NumberFormat(NumberFormatKind.Digits, digits.ToString()) : General;
    }

    // 0 and #,##0 are plain numbers; 00000 and 000-0000-0000 are places.
    private static bool IsFixedPlaces(StringBuilder digits)
    {
        var zeros = 0;
        for (var i = 0; i < digits.Length; i++)
            zeros += digits[i] == '0' ? 1 : 0;
        return zeros > 1;
    }
}
