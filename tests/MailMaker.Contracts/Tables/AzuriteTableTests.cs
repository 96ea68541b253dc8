using Azure.Data.Tables;
using MailMaker.Contracts.Support;

namespace MailMaker.Contracts.Tables;

/// <summary>The contract over Azurite, through the REST mode of the same clients.</summary>
[Collection("Azurite")]
public sealed class AzuriteTableTests(AzuriteFixture azurite) : TableContract
{
    protected override TableServiceClient Service { get; } =
        // No retries: where Azurite fails with 500, it always does.
        new(azurite.ConnectionString, new TableClientOptions { Retry = { MaxRetries = 0 } });

    protected override Answer Expected(string test, Answer documented) => AzuriteDifferences.Of(test, documented);

    protected override bool FindsOtherTypes(string filter) => AzuriteDifferences.FindsOtherTypes(filter);
}
