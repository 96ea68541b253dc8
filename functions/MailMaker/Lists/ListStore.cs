using MailMaker.Accounts;
using MailMaker.Core.Lists;

namespace MailMaker.Lists;

/// <summary>Lists among the definitions.</summary>
public sealed class ListStore(IDefinitions definitions) : IListSource
{
    /// <inheritdoc />
    public async Task<ContactList?> ListAsync(string account, string list, CancellationToken cancellationToken) =>
        await definitions.FindAsync<ContactList>(account, DefinitionKeys.List(list), cancellationToken) is { Value: { DeletingSince: null } found } ? found : null;
}
