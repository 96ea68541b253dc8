using System.Globalization;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Lists;
using MailMaker.Transactional;

namespace MailMaker.Persons;

/// <summary>
/// Tells the data controller of a list when a person's record was read, a person was erased, objected or complained. The mail has a reference and a day and nothing of the person: what was
/// erased would else live on in a mailbox.
/// </summary>
public sealed class ControllerNotices(IListSource lists, TransactionalMails mails, TransactionalQueue queue, TimeProvider clock) : ITransactionalWork
{
    /// <summary>What messages call this work.</summary>
    public const string Name = "controller";

    /// <inheritdoc />
    public string Kind => Name;

    /// <summary>Queues a notice; one a day about the same person and right. A list without a data controller has nobody to tell.</summary>
    public async Task TellAsync(ContactList list, PersonRight right, ContactId person, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(list.DataController?.Email))
            return;
        var key = string.Create(CultureInfo.InvariantCulture, $"{list.Account}|{list.Name}|{right}|{person}|{clock.GetUtcNow():yyyyMMdd}");
        await queue.SendAsync(new TransactionalMessage(Name, key), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Split('|') is not [var account, var name, var word, var person, var day] || !Enum.TryParse<PersonRight>(word, out var right)
            || await lists.ListAsync(account, name, cancellationToken) is not { DataController.Email: { Length: > 0 } to } list)
            return null;
        var values = new Dictionary<string, string> { ["reference"] = person, ["day"] = $"{day[..4]}-{day[4..6]}-{day[6..]}" };
        return await mails.SendAsync(list, to, ControllerMails.Of(right, list.Country), values, OperationId.OfTransactional(Name, key));
    }
}
