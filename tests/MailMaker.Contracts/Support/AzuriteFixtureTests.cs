using System.Net;

namespace MailMaker.Contracts.Support;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Azurite_answers_and_demands_a_signature()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(azurite.BlobEndpoint + "?comp=list"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
