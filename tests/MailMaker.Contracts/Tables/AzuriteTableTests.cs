using Azure.Data.Tables;
using MailMaker.Contracts.Support;

namespace MailMaker.Contracts.Tables;

/// <summary>The contract over Azurite, through the REST mode of the same clients.</summary>
[Collection("Azurite")]
public sealed class AzuriteTableTests(AzuriteFixture azurite) : TableContract
{
    protected override TableServiceClient Service { get; } = new(azurite.ConnectionString);

    protected override Answer Expected(string test, Answer documented) => AzuriteDifferences.Of(test, documented);
}
