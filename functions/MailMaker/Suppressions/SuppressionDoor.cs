using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>Suppresses addresses so that running campaigns notice, and takes suppressions back, with evidence for the contacts that have the address.</summary>
public sealed class SuppressionDoor(
    TableServiceClient tables, SuppressionStore suppressions, ContactFinder finder, EvidenceStore evidence, RunningClaims claims)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Suppresses an address or a domain. When it returns, no hand-over to a contact with the address begins any more. Doing it again changes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="suppression">What, where and why.</param>
    /// <param name="source">Through which door; its reference tells one cause from the next.</param>
    /// <param name="cancellationToken">Stops the waiting, not the recording.</param>
    /// <returns>False when the target was suppressed before for a reason at least as strong.</returns>
    public async Task<bool> SuppressAsync(string account, Suppression suppression, ConsentSource source, CancellationToken cancellationToken)
    {
        var written = await suppressions.AddAsync(account, [suppression], CancellationToken.None);
        var happened = new ConsentEvent
        {
            Kind = ConsentEventKind.Suppressed, At = suppression.At, Source = source, Note = suppression.Reason.ToString(),
        };
        // A domain's contacts can't be found by an index: for them the next look of each sender counts, which is the next slice's.
        if (!suppression.Target.StartsWith('@'))
            await TellAsync(account, suppression, happened, cancellationToken);
        return written.Count > 0;
    }

    /// <summary>Takes a suppression back.</summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list; null for one of the whole account.</param>
    /// <param name="target">Its canonical form.</param>
    /// <param name="because">Why; no personal data.</param>
    /// <param name="at">When.</param>
    /// <param name="source">Through which door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when there was none.</returns>
    public async Task<bool> LiftAsync(
        string account, string? list, string target, string because, DateTimeOffset at, ConsentSource source, CancellationToken cancellationToken)
    {
        if (await suppressions.RemoveAsync(account, list, target, because, at, cancellationToken) is null)
            return false;
        var happened = new ConsentEvent { Kind = ConsentEventKind.SuppressionLifted, At = at, Source = source, Note = because };
        if (!target.StartsWith('@'))
        {
            await foreach (var contact in finder.ByAddressAsync(account, list, target, cancellationToken))
                await evidence.RecordAsync(contact.List, contact.Id, happened, cancellationToken);
        }

        return true;
    }

    private async Task TellAsync(string account, Suppression suppression, ConsentEvent happened, CancellationToken cancellationToken)
    {
        await foreach (var contact in finder.ByAddressAsync(account, suppression.List, suppression.Target, CancellationToken.None))
        {
            await RecordAsync(contact, happened);
            await claims.EndedAsync(contact.List, contact.Id, cancellationToken);
        }
    }

    // The change of the send state makes claims fail that were decided before the suppression was written.
    private async Task RecordAsync(FoundContact contact, ConsentEvent happened)
    {
        var bump = SendStateBump.Of(ContactKeys.Partition(contact.List, contact.Id), contact.Id, happened.At);
        while (true)
        {
            var chain = await evidence.ReadAsync(contact.List, contact.Id, CancellationToken.None);
            var isNew = !chain.Any(e => e.Event is { Kind: ConsentEventKind.Suppressed } told && told.Note == happened.Note && told.Source.Reference == happened.Source.Reference);
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpsertMerge, bump)];
            if (isNew)
                actions.Add(EvidenceStore.Append(contact.List, contact.Id, chain, happened));
            try
            {
                await contacts.SubmitTransactionAsync(actions, CancellationToken.None);
                return;
            }
            catch (TableTransactionFailedException e) when (e.Status == 409)
            {
                // Somebody else appended evidence in between.
            }
        }
    }
}
