namespace MailMaker.Core.Content;

/// <summary>What all mails of one campaign to one list share. Immutable.</summary>
public sealed record MailScene
{
    /// <summary>The campaign's name: <c>{{campaign.name}}</c>.</summary>
    public string CampaignName { get; init; } = "";

    /// <summary>The list's name: <c>{{list.name}}</c>.</summary>
    public string ListName { get; init; } = "";

    /// <summary>The list's title: <c>{{list.title}}</c>.</summary>
    public string ListTitle { get; init; } = "";

    /// <summary>Name of who answers for the personal data: <c>{{controller.name}}</c>.</summary>
    public string ControllerName { get; init; } = "";

    /// <summary>Postal address of who answers for the personal data: <c>{{controller.postalAddress}}</c>.</summary>
    public string ControllerPostalAddress { get; init; } = "";

    /// <summary>E-mail address of who answers for the personal data: <c>{{controller.email}}</c>.</summary>
    public string ControllerEmail { get; init; } = "";

    /// <summary>Display name of the sender: <c>{{sender.name}}</c>.</summary>
    public string SenderName { get; init; } = "";

    /// <summary>Address of the sender: <c>{{sender.address}}</c>.</summary>
    public string SenderAddress { get; init; } = "";

    /// <summary>Where the account's images lie, such as <c>https://static.example.com/acme</c>; empty when it has no such place.</summary>
    public string AssetsUrl { get; init; } = "";

    /// <summary>The account's name as its readers know it: <c>{{brand.name}}</c>.</summary>
    public string BrandName { get; init; } = "";

    /// <summary>The account's colour as <c>#rrggbb</c>: <c>{{brand.colour}}</c>.</summary>
    public string BrandColour { get; init; } = "";

    /// <summary>Address of the account's logo: <c>{{brand.logo}}</c>; empty when it has none.</summary>
    public string BrandLogo { get; init; } = "";

    /// <summary>Language of dates and numbers for contacts who have none of their own, such as <c>it</c>; empty for English.</summary>
    public string Language { get; init; } = "";
}
