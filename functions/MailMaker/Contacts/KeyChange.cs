using System.Globalization;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contacts;

/// <summary>The input of the orchestration <see cref="FinishKeyChange"/>: no key, only the hash of the old one.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="From">The contact's old identity.</param>
public sealed record KeyChange(string Account, string List, string From)
{
    // A move takes milliseconds: whoever is not through by then was broken off.
    private static readonly TimeSpan After = TimeSpan.FromMinutes(1);

    /// <summary>Makes sure, before a move begins, that it will be ended whatever happens to this process.</summary>
    public static Task EnsureAsync(ContactList list, ContactId from, DateTimeOffset now, DurableTaskClient orchestrations, CancellationToken cancellationToken) =>
        orchestrations.ScheduleNewOrchestrationInstanceAsync(
            nameof(FinishKeyChange), new KeyChange(list.Account, list.Name, from.ToString()),
            new StartOrchestrationOptions(string.Create(CultureInfo.InvariantCulture, $"key-change.{from}.{Guid.NewGuid():N}"), now + After), cancellationToken);
}
