using System.Globalization;
using MailMaker.Accounts;
using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>Forms and the versions of their consent texts, among the definitions.</summary>
public sealed class FormStore(DefinitionStore definitions, TimeProvider clock)
{
    /// <summary>A form as it is now; null when there is none.</summary>
    public Task<Versioned<SignUpForm>?> FindAsync(string account, string list, string form, CancellationToken cancellationToken) =>
        definitions.FindAsync<SignUpForm>(account, FormKeys.Form(list, form), cancellationToken);

    /// <summary>The names of a list's forms.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(string account, string list, CancellationToken cancellationToken) =>
        definitions.NamesAsync(account, FormKeys.All(list), cancellationToken);

    /// <summary>Removes a form; its consent texts stay.</summary>
    public Task DeleteAsync(string account, string list, string form, CancellationToken cancellationToken) =>
        definitions.DeleteAsync(account, FormKeys.Form(list, form), cancellationToken);

    /// <summary>Removes a deleted list's forms and their consent texts, which were kept for evidence that is gone; evidence that was exported holds the words.</summary>
    public async Task RemoveAllAsync(string account, string list, CancellationToken cancellationToken)
    {
        foreach (var kind in (string[])[FormKeys.All(list), FormKeys.AllTexts(list)])
        {
            foreach (var name in await definitions.NamesAsync(account, kind, cancellationToken))
                await definitions.DeleteAsync(account, kind + name, cancellationToken);
        }
    }

    /// <summary>The numbers of the versions of a form's consent texts, in order.</summary>
    public async Task<IReadOnlyList<int>> VersionsAsync(string account, string list, string form, CancellationToken cancellationToken) =>
        [.. (await definitions.NamesAsync(account, FormKeys.Texts(list, form), cancellationToken)).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>One version of a form's consent texts; null when there is none.</summary>
    public async Task<ConsentTextVersion?> TextAsync(string account, string list, string form, int version, CancellationToken cancellationToken) =>
        (await definitions.FindAsync<ConsentTextVersion>(account, FormKeys.Text(list, form, version), cancellationToken))?.Value;

    /// <summary>
    /// Writes a form, and before it a new version of its texts where they changed. A crash in between leaves a version that the next write takes up.
    /// </summary>
    /// <param name="form">The form; its text version is decided here.</param>
    /// <param name="version">The definition's version that was read; null for a new form.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The form as written; null when somebody else writes at the same time.</returns>
    public async Task<SignUpForm?> WriteAsync(SignUpForm form, string? version, CancellationToken cancellationToken)
    {
        var known = await VersionsAsync(form.Account, form.List, form.Name, cancellationToken);
        var latest = known.Count == 0 ? null : await TextAsync(form.Account, form.List, form.Name, known[^1], cancellationToken);
        if (latest is null || !latest.SaysTheSameAs(form.Consents))
        {
            latest = new ConsentTextVersion((latest?.Version ?? 0) + 1, clock.GetUtcNow(), form.Consents);
            if (await definitions.WriteAsync(form.Account, FormKeys.Text(form.List, form.Name, latest.Version), latest, null, cancellationToken) is null)
                return null;
        }

        var written = form with { TextVersion = latest.Version };
        return await definitions.WriteAsync(form.Account, FormKeys.Form(form.List, form.Name), written, version, cancellationToken) is null ? null : written;
    }
}
