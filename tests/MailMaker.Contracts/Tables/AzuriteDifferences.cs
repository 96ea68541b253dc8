namespace MailMaker.Contracts.Tables;

/// <summary>
/// Where Azurite 3.37.0 answers otherwise than the service is documented to. The suite asks for the documented answer everywhere else,
/// and for exactly the one listed here over Azurite, so that a newer Azurite that does it right makes a test fail and the line go.
/// </summary>
internal static class AzuriteDifferences
{
    private static readonly Dictionary<string, Answer> Answers = new(StringComparer.Ordinal)
    {
    };

    /// <summary>What Azurite answers to a case.</summary>
    public static Answer Of(string test, Answer documented) => Answers.GetValueOrDefault(test, documented);
}
