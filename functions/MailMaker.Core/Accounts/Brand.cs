namespace MailMaker.Core.Accounts;

/// <summary>What an account's public pages look like: recipients know a sender by its name and colours, not by MailMaker's.</summary>
public sealed record Brand
{
    /// <summary>The name above each page; at most 100 characters. Empty: the account's title.</summary>
    public string Name { get; init; } = "";

    /// <summary>The colour of the band and the buttons, as <c>#rrggbb</c>; null for MailMaker's own blue.</summary>
    public string? Colour { get; init; }

    /// <summary>A PNG or JPEG (see <see cref="LogoImage"/>), shown instead of the name; null for none. Base64 in JSON.</summary>
    public byte[]? Logo { get; init; }

    /// <summary>What is wrong with a brand; pointers begin with <c>/brand</c>.</summary>
    public IEnumerable<Problem> Check()
    {
        if (Name is null || Name.Length > 100 || Name.Any(char.IsControl))
            yield return new("/brand/name", "The name is over 100 characters or has control characters.");
        if (Colour is not null && !BrandColour.TryParse(Colour, out _))
            yield return new("/brand/colour", "A colour is written as #rrggbb, such as #1a4f8b.");
        if (Logo is not null && LogoImage.Fault(Logo) is { } fault)
            yield return new("/brand/logo", fault);
        if (Logo is not null && string.IsNullOrWhiteSpace(Name))
            yield return new("/brand/name", "A logo needs the brand's name beside it: it is read out to those who can't see the picture.");
    }
}
