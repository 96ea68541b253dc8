using System.Globalization;

namespace MailMaker.Core.Campaigns;

/// <summary>Which frequency cap refused, as the ledger keeps it.</summary>
/// <param name="Number">1 to 99: that rule of the list, 100: what the person chose, from 101: that rule of the account, 0: not known.</param>
public readonly record struct CapRule(int Number)
{
    /// <summary>Rules that a list, and an account, may have.</summary>
    public const int MostRules = 50;

    private const int Chosen = 100;

    /// <summary>What the person chose in the preferences.</summary>
    public static CapRule OwnChoice { get; } = new(Chosen);

    /// <summary>A rule of the list by its place, from 0.</summary>
    public static CapRule OfList(int index) => new(index + 1);

    /// <summary>A rule of the account by its place, from 0.</summary>
    public static CapRule OfAccount(int index) => new(index + 1 + Chosen);

    /// <summary>In words, such as <c>rule 2 of the list</c>; empty when it is not known.</summary>
    public override string ToString() => Number switch
    {
        <= 0 => "",
        < Chosen => string.Create(CultureInfo.InvariantCulture, $"rule {Number} of the list"),
        Chosen => "the person's own choice",
        _ => string.Create(CultureInfo.InvariantCulture, $"rule {Number - Chosen} of the account"),
    };
}
