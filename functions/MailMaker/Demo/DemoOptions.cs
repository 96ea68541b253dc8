namespace MailMaker.Demo;

/// <summary>What the demo was asked for.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Contacts">Rows of the contact file.</param>
/// <param name="Json">Whether the summary is one JSON object instead of a table.</param>
public sealed record DemoOptions(string Folder, int Contacts, bool Json);
