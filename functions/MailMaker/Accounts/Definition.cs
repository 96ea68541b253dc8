namespace MailMaker.Accounts;

/// <summary>A stored definition.</summary>
/// <param name="Json">UTF-8 JSON.</param>
/// <param name="Version">Its version, opaque.</param>
public sealed record Definition(byte[] Json, string Version);
