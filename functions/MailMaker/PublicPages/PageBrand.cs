using MailMaker.Core.Accounts;

namespace MailMaker.PublicPages;

/// <summary>Whose page it is.</summary>
/// <param name="Name">The name above the page; empty for none.</param>
/// <param name="Colour">Of the band and the buttons.</param>
/// <param name="LogoPath">Where the logo is, from the root and without a slash before it; null for none.</param>
internal sealed record PageBrand(string Name, BrandColour Colour, string? LogoPath)
{
    /// <summary>A page that shows no sender.</summary>
    public static PageBrand Plain { get; } = new("", new BrandColour(0x1a, 0x4f, 0x8b), null);

    /// <summary>The brand of an account; its title, or the name it sends under, where it has none.</summary>
    public static PageBrand Of(Account account)
    {
        var brand = account.Brand ?? new Brand();
        var name = new[] { brand.Name, account.Title, account.SenderName }.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)) ?? "";
        return new PageBrand(
            name,
            BrandColour.TryParse(brand.Colour, out var colour) ? colour : Plain.Colour,
            brand.Logo is { } logo ? LogoFunctions.PathOf(account.Name, logo) : null);
    }
}
