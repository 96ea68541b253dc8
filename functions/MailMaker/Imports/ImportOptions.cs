using MailMaker.Core;

namespace MailMaker.Imports;

/// <summary>What an upload asks for beside its mode.</summary>
/// <param name="DryRun">Whether nothing is to be written.</param>
/// <param name="ProtectionLifted">Why the file may resubscribe who has left; null when it may not.</param>
public sealed record ImportOptions(bool DryRun = false, string? ProtectionLifted = null)
{
    private const int MostReasonCharacters = 500;

    /// <summary>Reads the query of an upload.</summary>
    /// <param name="dryRun"><c>true</c> or <c>false</c>, which is the rule.</param>
    /// <param name="protect"><c>false</c> lets the file resubscribe who has left; <c>true</c> is the rule.</param>
    /// <param name="reason">Why; needed with <c>protect=false</c>, and kept as evidence with every contact that is resubscribed.</param>
    public static Checked<ImportOptions> Read(string? dryRun, string? protect, string? reason)
    {
        var problems = new List<Problem>();
        var isDry = Flag(dryRun, false, "dryRun", problems);
        var protects = Flag(protect, true, "protect", problems);
        reason = reason?.Trim();
        if (!protects && string.IsNullOrEmpty(reason))
            problems.Add(new Problem("", "protect=false needs a reason: it is kept as evidence with everybody whom the file resubscribes."));
        if (reason?.Length > MostReasonCharacters)
            problems.Add(new Problem("", $"The reason is over {MostReasonCharacters} characters."));
        return problems.Count > 0 ? new(null, problems) : new(new ImportOptions(isDry, protects ? null : reason), []);
    }

    private static bool Flag(string? text, bool otherwise, string name, List<Problem> problems)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (!bool.TryParse(text, out var value))
            problems.Add(new Problem("", $"{name} is true or false."));
        return value;
    }
}
