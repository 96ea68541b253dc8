using System.Text.RegularExpressions;
using MailMaker.Core.Contacts;
using NodaTime;

namespace MailMaker.Core.Lists;

/// <summary>The body of a request that makes or changes a list; see <see cref="ContactList"/> for the members.</summary>
public sealed partial record ContactListDefinition
{
    /// <inheritdoc cref="ContactList.Title"/>
    public string? Title { get; init; }

    /// <inheritdoc cref="ContactList.Key"/>
    public KeyKind? Key { get; init; }

    /// <inheritdoc cref="ContactList.Fields"/>
    public IReadOnlyList<ContactField>? Fields { get; init; }

    /// <inheritdoc cref="ContactList.Country"/>
    public string? Country { get; init; }

    /// <inheritdoc cref="ContactList.TimeZone"/>
    public string? TimeZone { get; init; }

    /// <inheritdoc cref="ContactList.DataController"/>
    public DataController? DataController { get; init; }

    /// <inheritdoc cref="ContactList.Caps"/>
    public IReadOnlyList<FrequencyCap>? Caps { get; init; }

    /// <inheritdoc cref="ContactList.QuietHours"/>
    public QuietHours? QuietHours { get; init; }

    /// <inheritdoc cref="ContactList.SendWindows"/>
    public IReadOnlyList<SendWindow>? SendWindows { get; init; }

    /// <inheritdoc cref="ContactList.ProtectGoodbyes"/>
    public bool? ProtectGoodbyes { get; init; }

    /// <inheritdoc cref="ContactList.ImportReports"/>
    public bool? ImportReports { get; init; }

    /// <inheritdoc cref="ContactList.RemovalGuard"/>
    public double? RemovalGuard { get; init; }

    /// <inheritdoc cref="ContactList.Regime"/>
    public Regime? Regime { get; init; }

    /// <inheritdoc cref="ContactList.Law"/>
    public ListLaw? Law { get; init; }

    /// <inheritdoc cref="ContactList.Buckets"/>
    public int? Buckets { get; init; }

    /// <summary>The list that is asked for, or what is wrong.</summary>
    /// <param name="account">The owner's name.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="existing">The list as it is; null when it is new.</param>
    /// <param name="before">The list that had this name before and was deleted; null when there was none.</param>
    public Checked<ContactList> ToList(string account, string name, ContactList? existing, DeletedList? before = null)
    {
        var fresh = new ContactList { Account = account, Name = name };
        var list = fresh with
        {
            Title = Title ?? "",
            Key = Key ?? existing?.Key ?? before?.Key ?? fresh.Key,
            Fields = Fields ?? [],
            Country = Country?.ToUpperInvariant() ?? fresh.Country,
            TimeZone = TimeZone ?? fresh.TimeZone,
            DataController = DataController,
            Caps = Caps ?? [],
            QuietHours = QuietHours,
            SendWindows = SendWindows ?? [],
            ProtectGoodbyes = ProtectGoodbyes ?? true,
            ImportReports = ImportReports ?? false,
            RemovalGuard = RemovalGuard ?? fresh.RemovalGuard,
            Regime = Regime ?? fresh.Regime,
            Law = Law,
            Buckets = Buckets ?? existing?.Buckets ?? before?.Buckets ?? fresh.Buckets,
        };
        List<Problem> problems =
        [
            .. Check(list), .. CheckFields(list.Fields), .. FrequencyCap.Check(list.Caps), .. SendWindow.Check(list.SendWindows), .. list.QuietHours?.Check() ?? [], .. LawRules.Check(list.Law), .. CheckFixed(list, existing),
            .. CheckBefore(list, existing is null ? before : null),
        ];
        if (problems.Count == 0 && !Campaigns.DoNotDisturb.Of(list).EverOpens())
            problems.Add(new("/sendWindows", "All of these hours are quiet: no message would ever go out. Widen the windows, or shorten the quiet hours."));
        return problems.Count > 0 ? new(null, problems) : new(list, []);
    }

    private static IEnumerable<Problem> Check(ContactList list)
    {
        if (!Names.IsValid(list.Name))
            yield return new("", $"The list's name in the path must have {Names.Rule}.");
        if (list.Title.Length > 200)
            yield return new("/title", "The title is over 200 characters.");
        if (list.Country.Length != 2 || !list.Country.All(char.IsAsciiLetterUpper))
            yield return new("/country", "The country must be an ISO 3166-1 alpha-2 code such as IT or KR.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) is null)
            yield return new("/timeZone", "There is no such IANA time zone; use one such as Europe/Rome.");
        if (list.RemovalGuard is not (>= 0 and <= 1))
            yield return new("/removalGuard", "The guard is a share from 0 to 1.");
        if (list.Buckets is < 1 or > 1024)
            yield return new("/buckets", "A list has 1 to 1,024 buckets.");
        if (list.DataController is { } controller && (string.IsNullOrWhiteSpace(controller.Name) || string.IsNullOrWhiteSpace(controller.Email)))
            yield return new("/dataController", "The data controller needs a name and an e-mail address.");
    }

    private static IEnumerable<Problem> CheckFields(IReadOnlyList<ContactField> fields)
    {
        if (fields.Count > ContactList.MostFields)
            yield return new("/fields", $"A list has at most {ContactList.MostFields} fields of its own; these are {fields.Count}.");
        var seen = new HashSet<string>(BuiltInFields.All, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i]?.Name is not { } name || !FieldName().IsMatch(name))
                yield return new($"/fields/{i}/name", "A field's name has 1 to 60 letters, digits, '_' or '-', a letter first.");
            else if (!seen.Add(name))
                yield return new($"/fields/{i}/name", "Another field, built-in or above, has this name.");
            if (fields[i] is { Type: FieldType.Choice, Choices: null or { Count: 0 } })
                yield return new($"/fields/{i}/choices", "A choice field names its choices.");
            else if (fields[i]?.Choices is { } choices && Enumerable.Range(0, choices.Count).FirstOrDefault(c => string.IsNullOrWhiteSpace(choices[c]), -1) is >= 0 and var empty)
                yield return new($"/fields/{i}/choices/{empty}", "A choice is text; a contact without one has an empty field.");
        }
    }

    private static IEnumerable<Problem> CheckFixed(ContactList list, ContactList? existing)
    {
        if (existing is null)
            yield break;
        if (existing.Key != list.Key)
            yield return new("/key", "The key kind is fixed when the list is made; make another list for another key.");
        if (existing.Buckets != list.Buckets)
            yield return new("/buckets", "The number of buckets is fixed when the list is made.");
    }

    private static IEnumerable<Problem> CheckBefore(ContactList list, DeletedList? before)
    {
        const string Why = "the goodbyes said to the deleted list of this name hold for it, and are found by it. Keep it, or take another name.";
        if (before is not null && before.Key != list.Key)
            yield return new("/key", $"The key kind must be {before.Key.ToString().ToLowerInvariant()}: {Why}");
        if (before is not null && before.Buckets != list.Buckets)
            yield return new("/buckets", $"The number of buckets must be {before.Buckets}: {Why}");
    }

    [GeneratedRegex(@"\A\p{L}[\p{L}\p{Nd}_-]{0,59}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();
}
