namespace MailMaker.Core.Consent;

/// <summary>
/// What a person sent from the preferences page. The form says what it showed as well as what was chosen, so an answer from a page that stood open for a week changes only what
/// the person changed, and a body without any of this changes nothing.
/// </summary>
public sealed record PreferencesForm
{
    /// <summary>Field of a list that the page showed.</summary>
    public const string ShownField = "shown";

    /// <summary>Field of a list that stayed ticked.</summary>
    public const string KeptField = "list";

    /// <summary>Field of how often.</summary>
    public const string FrequencyField = "frequency";

    /// <summary>Field of the language.</summary>
    public const string LanguageField = "language";

    /// <summary>Before the field of something the page showed: what it was.</summary>
    public const string Was = "was-";

    /// <summary>Field of the button that was pressed.</summary>
    public const string ButtonField = "do";

    /// <summary>The button that leaves every list.</summary>
    public const string LeaveAllButton = "leave-all";

    private static readonly string[] Frequencies = ["all", "weekly", "monthly"];
    private static readonly string[] Languages = ["en", "it", "ko"];

    /// <summary>Lists that were shown and unticked.</summary>
    public IReadOnlySet<string> Left { get; init; } = new HashSet<string>();

    /// <summary>Whether every list is left, shown or not.</summary>
    public bool LeavesAll { get; init; }

    /// <summary>How often from now on; null when it was not changed.</summary>
    public string? Frequency { get; init; }

    /// <summary>The language from now on; null when it was not changed.</summary>
    public string? Language { get; init; }

    /// <summary>The purposes (see <see cref="Membership.Purposes"/>) whose consent is taken back: they were shown ticked, and are no more.</summary>
    public IReadOnlyList<string> TakenBack { get; init; } = [];

    /// <summary>Reads the form; what is not of it is passed over.</summary>
    /// <param name="values">The values that a field was sent with; none for a field that was not.</param>
    public static PreferencesForm Read(Func<string, IEnumerable<string>> values) => new()
    {
        Left = values(ShownField).Except(values(KeptField), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal),
        LeavesAll = values(ButtonField).Contains(LeaveAllButton, StringComparer.Ordinal),
        Frequency = Changed(values, FrequencyField, Frequencies),
        Language = Changed(values, LanguageField, Languages),
        TakenBack = [.. Membership.Purposes.Where(p => values(Was + p).Contains("true", StringComparer.Ordinal) && !values(p).Any())],
    };

    private static string? Changed(Func<string, IEnumerable<string>> values, string field, string[] known) =>
        values(field).FirstOrDefault(v => known.Contains(v, StringComparer.Ordinal)) is { } chosen && !values(Was + field).Contains(chosen, StringComparer.Ordinal)
            ? chosen : null;
}
