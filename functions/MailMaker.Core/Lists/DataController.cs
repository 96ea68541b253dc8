namespace MailMaker.Core.Lists;

/// <summary>Who answers for the list's personal data (GDPR art. 4(7)); shown on public pages.</summary>
/// <param name="Name">The person or company.</param>
/// <param name="PostalAddress">Where to write to, on one line.</param>
/// <param name="Email">Where notices about personal data go.</param>
public sealed record DataController(string Name, string PostalAddress, string Email);
