using System.Globalization;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Lists;
using MailMaker.Transactional;

namespace MailMaker.Imports;

/// <summary>Tells the data controller of a list, where the list asks for it, what an import did: numbers and a reference, nothing of any person.</summary>
public sealed class ImportMails(IListSource lists, ImportRecords records, TransactionalMails mails) : ITransactionalWork
{
    /// <summary>What messages call this work.</summary>
    public const string Name = "import-report";

    /// <inheritdoc />
    public string Kind => Name;

    /// <summary>The message about an import that has ended; null where nobody asked for it.</summary>
    public static TransactionalMessage? MessageOf(ContactList? list, ImportKey key) =>
        list is { ImportReports: true, DataController.Email.Length: > 0 } ? new TransactionalMessage(Name, $"{key.Account}|{key.List}|{key.Id}") : null;

    /// <inheritdoc />
    public async Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Split('|') is not [var account, var name, var id] || await records.FindAsync(new ImportKey(account, name, id), cancellationToken) is not { } import
            || await lists.ListAsync(account, name, cancellationToken) is not { DataController.Email: { Length: > 0 } to } list)
            return null;
        return await mails.SendAsync(list, to, ControllerMails.OfImport(list.Country), Values(import), OperationId.OfTransactional(Name, key));
    }

    private static Dictionary<string, string> Values(ImportRecord import) => new()
    {
        ["reference"] = import.Id,
        ["state"] = import.State.ToString().ToLowerInvariant(),
        ["rows"] = Text(import.Counts.Rows),
        ["added"] = Text(import.Counts.Added),
        ["changed"] = Text(import.Counts.Changed),
        ["unchanged"] = Text(import.Counts.Unchanged),
        ["rejected"] = Text(import.Counts.Rejected),
        ["removed"] = Text(import.Counts.Removed),
        ["protected"] = Text(import.Counts.Protected),
    };

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
