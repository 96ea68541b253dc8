using System.Globalization;
using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Contacts;

/// <summary>The rule of each field of a list.</summary>
public static class FieldRules
{
    /// <summary>Characters that a foreign key may have.</summary>
    public const int MostKeyCharacters = 200;

    /// <summary>A rule for text without a limit of its own.</summary>
    public static FieldRule Text { get; } = new TextRule(FieldRule.MostCharacters);

    /// <summary>The rule of a field.</summary>
    /// <param name="list">The list, whose country decides what is ambiguous.</param>
    /// <param name="field">A built-in field, one of the list's own (whatever the case), or any other name, which is text.</param>
    public static FieldRule For(ContactList list, string field) => For(list, field, ValueConventions.Of(list.Country));

    /// <summary>The rule of a field whose values were written by known conventions.</summary>
    /// <param name="list">The list, whose country decides about mobile numbers.</param>
    /// <param name="field">A built-in field, one of the list's own (whatever the case), or any other name, which is text.</param>
    /// <param name="conventions">How dates and numbers are written.</param>
    public static FieldRule For(ContactList list, string field, ValueConventions conventions) => field switch
    {
        BuiltInFields.Fkey => new TextRule(MostKeyCharacters),
        BuiltInFields.Email => new EmailRule(),
        BuiltInFields.Mobile => new MobileRule(list.Country),
        BuiltInFields.Gender => new GenderRule(),
        BuiltInFields.BirthDate => new DateRule(conventions),
        BuiltInFields.Country => new CountryRule(),
        BuiltInFields.Language => new LanguageRule(),
        BuiltInFields.TimeZone => new TimeZoneRule(),
        BuiltInFields.Consent or BuiltInFields.SmsConsent or BuiltInFields.TrackingConsent or BuiltInFields.NightConsent => new BooleanRule(),
        BuiltInFields.Frequency => new ChoiceRule(["all", "weekly", "monthly"]),
        _ when BuiltInFields.All.Contains(field) => Text,
        _ => OfOwn(conventions, list.Fields.FirstOrDefault(f => f.Name.Equals(field, StringComparison.OrdinalIgnoreCase))),
    };

    private static FieldRule OfOwn(ValueConventions conventions, ContactField? field) => field?.Type switch
    {
        FieldType.Number => new NumberRule(conventions.Decimals),
        FieldType.Date => new DateRule(conventions),
        FieldType.Boolean => new BooleanRule(),
        FieldType.Choice => new ChoiceRule(field.Choices ?? []),
        _ => Text,
    };

    private sealed class EmailRule : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) => EmailAddress.Normalise(raw, to, out written);
    }

    private sealed class MobileRule(string country) : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) => MobileNumber.Normalise(raw, country, to, out written);
    }

    private sealed class DateRule(ValueConventions conventions) : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written)
        {
            if (DateText.Read(raw, conventions, out var date) is { } fault)
                return Refuse(fault, out written);
            date.TryFormat(to, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return null;
        }
    }

    private sealed class NumberRule(DecimalMark decimals) : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) => NumberText.Normalise(raw, decimals, to, out written);
    }

    private sealed class BooleanRule : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) =>
            WordLists.Boolean(raw) is { } value ? Write(value, to, out written) : Refuse("is neither yes nor no", out written);
    }

    private sealed class GenderRule : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) =>
            WordLists.Gender(raw.TrimEnd('.')) is { } value ? Write(value, to, out written) : Refuse("is not a gender that is known here (f, m, x)", out written);
    }

    private sealed class CountryRule : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) =>
            Countries.CodeOf(raw) is { } code ? Write(code, to, out written) : Refuse("is neither a country code of ISO 3166-1 nor a country's name", out written);
    }

    private sealed class LanguageRule : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written) =>
            Languages.TryWrite(raw, to, out written) ? null : Refuse("is not a language tag such as it or ko-KR", out written);
    }

    private sealed class TimeZoneRule : FieldRule
    {
        // The last zone seen: a column of time zones repeats a few values.
        private volatile string last = "";

        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written)
        {
            if (raw.SequenceEqual(last))
                return Write(raw, to, out written);
            var id = raw.Length > 60 ? "" : raw.ToString();
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is null)
                return Refuse("is not an IANA time zone such as Europe/Rome", out written);
            last = id;
            return Write(id, to, out written);
        }
    }

    private sealed class ChoiceRule(IReadOnlyList<string> choices) : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written)
        {
            foreach (var choice in choices)
            {
                if (raw.Equals(choice, StringComparison.OrdinalIgnoreCase))
                    return Write(choice, to, out written);
            }

            return Refuse("is not one of the field's choices", out written);
        }
    }

    private sealed class TextRule(int most) : FieldRule
    {
        public override string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written)
        {
            raw = raw.Trim();
            if (raw.Length > most)
                return Refuse(most == MostKeyCharacters ? "is longer than 200 characters" : "is longer than 4,000 characters", out written);
            if (!raw.ContainsAnyInRange('\0', '\u001F') && !raw.ContainsAnyInRange('\u007F', '\u009F'))
                return Write(raw, to, out written);
            written = WithoutControls(raw, to);
            return null;
        }

        // Line breaks and tabs become blanks, which also keeps them out of mail headers; other control characters go.
        private static int WithoutControls(ReadOnlySpan<char> raw, Span<char> to)
        {
            var written = 0;
            foreach (var c in raw)
            {
                if (c is '\r' or '\n' or '\t')
                {
                    if (written > 0 && to[written - 1] != ' ')
                        to[written++] = ' ';
                }
                else if (!char.IsControl(c))
                    to[written++] = c;
            }

            return to[..written].TrimEnd().Length;
        }
    }
}
