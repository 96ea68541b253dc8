using MailMaker.Core.Contacts;
using MailMaker.Lists;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contacts;

/// <summary>The activity of <see cref="FinishKeyChange"/>.</summary>
public sealed class KeyChangeActivities(IListSource lists, ContactMover mover)
{
    /// <summary>Ends the move of a contact, if it is under way.</summary>
    [Function(nameof(MoveContact))]
    public async Task MoveContact([ActivityTrigger] KeyChange input, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(input.Account, input.List, cancellationToken) is { } list && ContactId.TryParse(input.From, out var from))
            await mover.FinishAsync(list, from, cancellationToken);
    }
}
