using MailMaker.Accounts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Persons;
using MailMaker.Suppressions;

namespace MailMaker.SignUp;

/// <summary>
/// Sign-ups whose time is not over and of which nothing may come any more: the person was erased after posting the form (GDPR art. 17), or the list was deleted since, and another one has its name.
/// </summary>
public sealed class EndedSignUps(SuppressionStore suppressions, AddressHashes hashes, DefinitionStore definitions, PersonEraser eraser)
{
    /// <summary>Whether a sign-up is one of them.</summary>
    public async Task<bool> HoldAsync(PendingSignUp signUp, CancellationToken cancellationToken) =>
        await IsErasedAsync(signUp, cancellationToken)
        || (await definitions.FindAsync<DeletedList>(signUp.Account, DefinitionKeys.DeletedList(signUp.List), cancellationToken))?.Value.DeletedAt > signUp.RequestedAt;

    /// <summary>
    /// Takes back what a confirmation wrote when an erasure came between its look and its write. An erasure notes its hashes before it looks for the contact, and a confirmation writes the contact before it
    /// looks for the hashes: so one of the two sees the other.
    /// </summary>
    /// <returns>Whether that was so.</returns>
    public async Task<bool> TakeBackAsync(PendingSignUp signUp, ContactList list, string key, CancellationToken cancellationToken)
    {
        if (!await IsErasedAsync(signUp, cancellationToken))
            return false;
        await eraser.EraseAsync(list, key, cancellationToken);
        return true;
    }

    // A confirmed one has no address any more, and does nothing more.
    private async Task<bool> IsErasedAsync(PendingSignUp signUp, CancellationToken cancellationToken) =>
        signUp.Address.Length > 0
        && await suppressions.ErasedAtAsync(signUp.Account, hashes.Of(signUp.Account, signUp.List, BuiltInFields.Email, signUp.Address), cancellationToken) > signUp.RequestedAt;
}
