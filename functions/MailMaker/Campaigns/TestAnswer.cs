namespace MailMaker.Campaigns;

/// <summary>What became of a test.</summary>
/// <param name="Results">The addresses in the order asked for.</param>
public sealed record TestAnswer(IReadOnlyList<TestResult> Results);
