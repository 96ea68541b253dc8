namespace MailMaker.Core.Tracking;

/// <summary>Counts of one thing of a campaign's mails: opens, clicks on whichever link, or clicks on one link.</summary>
/// <param name="Persons">Times that pass for a person's.</param>
/// <param name="Machines">Times that were a machine's.</param>
/// <param name="Recipients">Different recipients with at least one time that passes for a person's.</param>
/// <param name="MachineRecipients">Different recipients with a machine's times alone.</param>
public readonly record struct ItemTotals(int Persons, int Machines, int Recipients, int MachineRecipients)
{
    /// <summary>Both together.</summary>
    public static ItemTotals operator +(ItemTotals left, ItemTotals right) => new(
        left.Persons + right.Persons, left.Machines + right.Machines, left.Recipients + right.Recipients, left.MachineRecipients + right.MachineRecipients);

    /// <summary>What is left.</summary>
    public static ItemTotals operator -(ItemTotals left, ItemTotals right) => new(
        left.Persons - right.Persons, left.Machines - right.Machines, left.Recipients - right.Recipients, left.MachineRecipients - right.MachineRecipients);
}
