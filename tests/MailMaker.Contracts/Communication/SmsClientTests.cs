using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Sms;
using MailMaker.Testing;

namespace MailMaker.Contracts.Communication;

public sealed class SmsClientTests : IAsyncLifetime
{
    private readonly FakeClock clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private CommunicationStub service = null!;

    public async Task InitializeAsync() => service = await CommunicationStub.StartAsync();

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_text_arrives_as_the_api_has_it()
    {
        var sent = await Client().SendAsync("+390000", "+821012345678", "안녕 \"x\" <y>", new SmsSendOptions(true) { Tag = "send-7" });
        Assert.Equal(("+821012345678", "id-of-+821012345678", 202, true), (sent.Value.To, sent.Value.MessageId, sent.Value.HttpStatusCode, sent.Value.Successful));
        var body = Assert.Single(service.Accepted);
        var recipient = body["smsRecipients"]![0]!;
        Assert.True(Guid.TryParse((string)recipient["repeatabilityRequestId"]!, out _));
        Assert.Equal("Mon, 02 Mar 2026 09:00:00 GMT", (string)recipient["repeatabilityFirstSent"]!);
        Assert.Equal(("+390000", "안녕 \"x\" <y>"), ((string)body["from"]!, (string)body["message"]!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"enableDeliveryReport":true,"tag":"send-7"}"""), body["smsSendOptions"]));
        Assert.Equal("/sms?api-version=2021-03-07", Assert.Single(service.Requests));
    }

    [Fact]
    public async Task Each_recipient_has_a_result_and_an_id()
    {
        var sent = (await Client().SendAsync("+390000", ["+1", "bad", "+2"], "hi")).Value;
        Assert.Equal([true, false, true], sent.Select(r => r.Successful));
        Assert.Equal((400, null, "Invalid To phone number format."), (sent[1].HttpStatusCode, sent[1].MessageId, sent[1].ErrorMessage));
        var ids = Assert.Single(service.Accepted)["smsRecipients"]!.AsArray().Select(r => (string)r!["repeatabilityRequestId"]!);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_retry_of_the_pipeline_repeats_the_request_with_its_ids()
    {
        service.Allow(0);
        var options = new SmsClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        await Client(options).SendAsync("+390000", "+1", "hi");
        Assert.Equal(2, service.Requests.Count);
        Assert.Single(service.Accepted);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_retries_are_off()
    {
        service.Allow(0);
        service.RetryAfterSeconds = 7;
        var options = new SmsClientOptions();
        options.Retry.MaxRetries = 0;
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Client(options).SendAsync("+390000", "+1", "hi"));
        Assert.Equal(429, refusal.Status);
        Assert.Equal("7", refusal.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) ? wait : null);
    }

    [Fact]
    public async Task What_is_empty_is_refused_before_it_is_sent()
    {
        var client = Client();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync("", "+1", "hi"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync("+390000", "", "hi"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync("+390000", "+1", ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync("+390000", Array.Empty<string>(), "hi"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync("+390000", ["+1", ""], "hi"));
        Assert.Empty(service.Requests);
    }

    private SmsClient Client(SmsClientOptions? options = null) =>
        new(service.Endpoint, new AzureKeyCredential(CommunicationStub.Key), options ?? new SmsClientOptions(), clock);
}
