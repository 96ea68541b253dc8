using MailMaker.Core.Consent;

namespace MailMaker.Consent;

/// <summary>Carries out what a person chose on the preferences page, each change with its evidence.</summary>
public sealed class PreferenceSaver(Farewell farewell, ChoiceStore choices, TimeProvider clock)
{
    /// <summary>Carries out the changes. Doing it again changes nothing.</summary>
    /// <param name="changes">What was decided.</param>
    /// <param name="campaign">The campaign whose mail led to it.</param>
    /// <param name="source">Who chose.</param>
    /// <param name="cancellationToken">Stops the waiting for mails under way, never the recording.</param>
    /// <returns>Whether no mail of a list that was left can be handed over any more.</returns>
    public async Task<bool> SaveAsync(IReadOnlyList<PreferenceChange> changes, string campaign, ConsentSource source, CancellationToken cancellationToken)
    {
        foreach (var choice in changes.OfType<PreferenceChange.Choose>())
            await choices.SetAsync(choice.Membership.List, choice.Membership.Contact, choice.Fields, source, CancellationToken.None);
        var goodbye = new Goodbye(GoodbyeReason.Preferences, clock.GetUtcNow(), campaign);
        // Together, since each waits for the mails under way on its list.
        var outcomes = await Task.WhenAll(changes.OfType<PreferenceChange.Leave>().Select(
            c => farewell.LeaveAsync(c.Membership.List, c.Membership.Contact, goodbye, source, cancellationToken)));
        return outcomes.All(o => o is FarewellOutcome.Left);
    }
}
