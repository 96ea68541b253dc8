namespace MailMaker.Core.Campaigns;

/// <summary>How a list's contacts would count if a campaign were launched now. Each contact is in one of the counts after the first two, by the weightiest reason.</summary>
/// <param name="List">The list's name.</param>
/// <param name="Contacts">Contacts on the list.</param>
/// <param name="Audience">Those whom the filter means: the recipients in the ledger.</param>
/// <param name="Excluded">Of these, on an excluded list.</param>
/// <param name="Unsubscribed">Of these, have left.</param>
/// <param name="Suppressed">Of these, on the suppression list.</param>
/// <param name="NotConsented">Of these, with an address, but stated not to have agreed.</param>
/// <param name="NoAddress">Of these, without an address for any channel of the campaign.</param>
/// <param name="Reachable">The rest, before frequency caps.</param>
public sealed record ListEstimate(
    string List, int Contacts, int Audience, int Excluded, int Unsubscribed, int Suppressed, int NotConsented, int NoAddress, int Reachable)
{
    /// <summary>Adds another's counts.</summary>
    public ListEstimate Plus(ListEstimate other) => this with
    {
        Contacts = Contacts + other.Contacts, Audience = Audience + other.Audience, Excluded = Excluded + other.Excluded,
        Unsubscribed = Unsubscribed + other.Unsubscribed, Suppressed = Suppressed + other.Suppressed,
        NotConsented = NotConsented + other.NotConsented, NoAddress = NoAddress + other.NoAddress, Reachable = Reachable + other.Reachable,
    };
}
