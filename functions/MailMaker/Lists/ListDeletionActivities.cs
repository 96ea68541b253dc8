using MailMaker.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Imports;
using MailMaker.SignUp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Lists;

/// <summary>The activities of <see cref="RemoveList"/>. Each can be run again after a crash at any point.</summary>
public sealed class ListDeletionActivities(
    DefinitionStore definitions, FormStore forms, PendingStore signUps, CampaignsOfList campaigns, ImportsOfList imports, ListRowRemover rows, TimeProvider clock)
{
    /// <summary>Closes the list to every door. A campaign that was launched in the meantime keeps it open.</summary>
    /// <returns>Whether it is closed.</returns>
    [Function(nameof(CloseList))]
    public async Task<bool> CloseList([ActivityTrigger] ListDeletion input, CancellationToken cancellationToken)
    {
        if (await ChangeAsync(input, l => l with { DeletingSince = l.DeletingSince ?? clock.GetUtcNow() }, cancellationToken) is null)
            return false;
        if (await campaigns.FindRunningAsync(input.Account, input.List, cancellationToken) is null)
            return true;
        await ChangeAsync(input, l => l with { DeletingSince = null }, cancellationToken);
        return false;
    }

    /// <summary>Stops what waits of the list's imports; the others find the list closed and end.</summary>
    /// <returns>Whether all are over.</returns>
    [Function(nameof(EndListImports))]
    public Task<bool> EndListImports(
        [ActivityTrigger] ListDeletion input, [DurableClient] DurableTaskClient orchestrations, CancellationToken cancellationToken) =>
        imports.EndAsync(input.Account, input.List, orchestrations, cancellationToken);

    /// <summary>Removes the rows of some buckets.</summary>
    [Function(nameof(RemoveListRows))]
    public async Task RemoveListRows([ActivityTrigger] BucketsOfList input, CancellationToken cancellationToken)
    {
        if (await ClosedAsync(input.Deletion, cancellationToken) is not { } list)
            return;
        for (var bucket = input.First; bucket < input.First + input.Count; bucket++)
            await rows.RemoveAsync(list, bucket, cancellationToken);
    }

    /// <summary>Removes the list's imports and every file of them, and its own suppressions.</summary>
    [Function(nameof(RemoveListFiles))]
    public async Task RemoveListFiles([ActivityTrigger] ListDeletion input, CancellationToken cancellationToken)
    {
        if (await ClosedAsync(input, cancellationToken) is not { } list)
            return;
        await imports.RemoveAsync(input.Account, input.List, cancellationToken);
        await rows.HashSuppressionsAsync(list, cancellationToken);
    }

    /// <summary>Removes the list itself, its mappings, forms and sign-ups; what a list of the same name must keep is noted first.</summary>
    [Function(nameof(ForgetList))]
    public async Task ForgetList([ActivityTrigger] ListDeletion input, CancellationToken cancellationToken)
    {
        if (await ClosedAsync(input, cancellationToken) is not { } list)
            return;
        var key = DefinitionKeys.DeletedList(input.List);
        var noted = await definitions.FindAsync(input.Account, key, cancellationToken);
        await definitions.WriteAsync(input.Account, key, new DeletedList(list.Key, list.Buckets, clock.GetUtcNow()), noted?.Version, cancellationToken);
        foreach (var mapping in await definitions.NamesAsync(input.Account, FileMappings.Key(input.List), cancellationToken))
            await definitions.DeleteAsync(input.Account, FileMappings.Key(input.List, mapping), cancellationToken);
        await forms.RemoveAllAsync(input.Account, input.List, cancellationToken);
        await signUps.ForgetAsync(input.Account, input.List, cancellationToken);
        // Last: as long as the list is there, whatever ends before this line is done again.
        await definitions.DeleteAsync(input.Account, DefinitionKeys.List(input.List), cancellationToken);
    }

    // Null when the list is gone, or is another one of the same name by now: nothing of it may be touched.
    private async Task<ContactList?> ClosedAsync(ListDeletion input, CancellationToken cancellationToken) =>
        await definitions.FindAsync<ContactList>(input.Account, DefinitionKeys.List(input.List), cancellationToken) is { Value: { DeletingSince: not null } list } ? list : null;

    private async Task<ContactList?> ChangeAsync(ListDeletion input, Func<ContactList, ContactList> change, CancellationToken cancellationToken)
    {
        var key = DefinitionKeys.List(input.List);
        while (true)
        {
            if (await definitions.FindAsync<ContactList>(input.Account, key, cancellationToken) is not { } found)
                return null;
            var next = change(found.Value);
            if (next == found.Value || await definitions.WriteAsync(input.Account, key, next, found.Version, cancellationToken) is not null)
                return next;
        }
    }
}
