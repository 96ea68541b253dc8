namespace MailMaker.Persons;

/// <summary>What a person opened or clicked of one mail.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Target">Where the link leads; null for the opening of the mail.</param>
/// <param name="Persons">Times that pass for the person's.</param>
/// <param name="FirstPersonAt">The first of them; null when there is none.</param>
/// <param name="Machines">Times that were a machine's, such as a scanner of links.</param>
/// <param name="FirstMachineAt">The first of them; null when there is none.</param>
/// <param name="LastAt">The last of all.</param>
public sealed record PersonTrack(
    string Campaign, string? Target, int Persons, DateTimeOffset? FirstPersonAt, int Machines, DateTimeOffset? FirstMachineAt, DateTimeOffset LastAt);
