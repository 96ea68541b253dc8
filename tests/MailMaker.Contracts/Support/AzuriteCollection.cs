namespace MailMaker.Contracts.Support;

/// <summary>Tests that share one Azurite. Each makes containers and tables of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
