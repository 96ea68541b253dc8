namespace MailMaker.Campaigns;

/// <summary>What became of one address of a test.</summary>
/// <param name="Address">The address or number.</param>
/// <param name="Sent">Whether the channel took the mail.</param>
/// <param name="Code">The channel's code when it did not; null when it did.</param>
public sealed record TestResult(string Address, bool Sent, string? Code);
