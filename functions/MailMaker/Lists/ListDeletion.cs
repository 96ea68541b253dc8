using MailMaker.Core.Lists;
using MailMaker.Hosting;
using Microsoft.DurableTask.Client;

namespace MailMaker.Lists;

/// <summary>The input of the orchestration <see cref="RemoveList"/>.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Buckets">Its buckets.</param>
/// <param name="IsClosed">Whether the list was closed already, and the wait goes on in a new history.</param>
public sealed record ListDeletion(string Account, string List, int Buckets, bool IsClosed = false)
{
    /// <summary>Starts the deletion unless it is under way.</summary>
    public static Task StartAsync(ContactList list, DurableTaskClient orchestrations, CancellationToken cancellationToken) => orchestrations.StartUnlessUnderWayAsync(
        nameof(RemoveList), new ListDeletion(list.Account, list.Name, list.Buckets), $"delete-list.{list.Account}.{list.Name}", cancellationToken);
}
