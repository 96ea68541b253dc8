using Azure;

namespace MailMaker.Contacts;

/// <summary>A contact as it is kept.</summary>
/// <param name="Key">Its key in canonical form.</param>
/// <param name="Fields">Its fields as kept.</param>
/// <param name="Tag">What guards the next write.</param>
public sealed record StoredContact(string Key, byte[] Fields, ETag Tag);
