using System.Globalization;

namespace MailMaker.Tests.Faults;

/// <summary>The seeds that a family of faults is played with: one, or as many as <c>FAULT_SEEDS</c> says; <c>FAULT_SEED</c> is the first.</summary>
internal static class Seeds
{
    public static IEnumerable<int> All() => Enumerable.Range(Number("FAULT_SEED", 1), Number("FAULT_SEEDS", 1));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
