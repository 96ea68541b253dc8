using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using MailMaker.Testing;

namespace MailMaker.Contracts.Communication;

public sealed class EmailClientTests : IAsyncLifetime
{
    private CommunicationStub service = null!;

    public async Task InitializeAsync() => service = await CommunicationStub.StartAsync();

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_as_the_api_has_it()
    {
        var recipients = new EmailRecipients(
            [new EmailAddress("to@example.com", "Però 고객")], [new EmailAddress("cc@example.com")], [new EmailAddress("bcc@example.com")]);
        var message = new EmailMessage("from@example.com", recipients, new EmailContent("Ciao ☀") { Html = "<p>\"x\"</p>", PlainText = "x" })
        {
            Headers = { ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
            ReplyTo = { new EmailAddress("reply@example.com", "Us") },
            Attachments = { new EmailAttachment("a.txt", "text/plain", new BinaryData("hi")) { ContentId = "one" } },
            UserEngagementTrackingDisabled = true,
        };
        var id = Guid.NewGuid();
        var operation = await new EmailClient(service.ConnectionString).SendAsync(WaitUntil.Started, message, id);
        Assert.Equal((id.ToString(), false), (operation.Id, operation.HasCompleted));
        Assert.Equal(202, operation.GetRawResponse().Status);
        var expected = """
            {"headers":{"List-Unsubscribe-Post":"List-Unsubscribe=One-Click"},"senderAddress":"from@example.com",
             "content":{"subject":"Ciao ☀","plainText":"x","html":"<p>\"x\"</p>"},
             "recipients":{"to":[{"address":"to@example.com","displayName":"Però 고객"}],"cc":[{"address":"cc@example.com"}],"bcc":[{"address":"bcc@example.com"}]},
             "attachments":[{"name":"a.txt","contentType":"text/plain","contentInBase64":"aGk=","contentId":"one"}],
             "replyTo":[{"address":"reply@example.com","displayName":"Us"}],"userEngagementTrackingDisabled":true}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Assert.Single(service.Accepted)));
        Assert.Equal("/emails:send?api-version=2025-09-01", Assert.Single(service.Requests));
    }

    [Fact]
    public async Task The_same_operation_id_sends_once()
    {
        var client = new EmailClient(service.ConnectionString);
        var id = Guid.NewGuid();
        var first = await client.SendAsync(WaitUntil.Started, Message(), id);
        var second = await client.SendAsync(WaitUntil.Started, Message(), id);
        Assert.Equal(first.Id, second.Id);
        Assert.Single(service.Accepted);
        await client.SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "s", "<p/>", id, "text");
        Assert.Single(service.Accepted);
    }

    [Fact]
    public async Task Without_an_operation_id_each_call_sends()
    {
        var client = new EmailClient(service.ConnectionString);
        var first = await client.SendAsync(WaitUntil.Started, Message());
        var second = await client.SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "s", "<p/>");
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(2, service.Accepted.Count);
    }

    [Fact]
    public async Task Too_many_requests_are_told_with_the_time_to_wait_when_retries_are_off()
    {
        service.Allow(1);
        service.RetryAfterSeconds = 42;
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new EmailClient(service.ConnectionString, options);
        await client.SendAsync(WaitUntil.Started, Message());
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Started, Message()));
        Assert.Equal((429, "TooManyRequests"), (refusal.Status, refusal.ErrorCode));
        Assert.True(refusal.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait));
        Assert.Equal("42", wait);
        Assert.Single(service.Accepted);
    }

    [Fact]
    public async Task A_retry_of_the_pipeline_is_signed_again_and_keeps_its_operation_id()
    {
        service.Allow(0);
        var options = new EmailClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var operation = await new EmailClient(service.ConnectionString, options).SendAsync(WaitUntil.Started, Message());
        Assert.Equal(2, service.Requests.Count);
        Assert.Single(service.Accepted);
        Assert.Equal("Running", (await new EmailSendOperation(operation.Id, new EmailClient(service.ConnectionString)).UpdateStatusAsync())
            .Content.ToObjectFromJson<JsonNode>()!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_waits_asks_again_when_the_service_says()
    {
        var clock = new FakeClock();
        var client = new EmailClient(service.Endpoint, new AzureKeyCredential(CommunicationStub.Key), new EmailClientOptions(), clock);
        service.Statuses = ["NotStarted", "Running", "Succeeded"];
        var sending = client.SendAsync(WaitUntil.Completed, Message());
        await WaitsAsync(clock);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(2, service.Requests.Count);
        clock.Advance(TimeSpan.FromSeconds(1));
        await WaitsAsync(clock);
        clock.Advance(TimeSpan.FromSeconds(30));
        var operation = await sending;
        Assert.True(operation.HasCompleted);
        Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
    }

    [Fact]
    public async Task A_failed_sending_throws_with_the_reason()
    {
        service.Statuses = ["Failed"];
        var client = new EmailClient(service.ConnectionString);
        var operation = await client.SendAsync(WaitUntil.Started, Message());
        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.WaitForCompletionAsync());
        Assert.Equal("EmailDropped", failure.ErrorCode);
        Assert.True(operation.HasCompleted);
        Assert.False(operation.HasValue);
        Assert.Throws<RequestFailedException>(() => operation.Value);
    }

    [Fact]
    public async Task An_unknown_operation_is_not_found()
    {
        var operation = new EmailSendOperation(Guid.NewGuid().ToString(), new EmailClient(service.ConnectionString));
        Assert.Throws<InvalidOperationException>(() => operation.Value);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.UpdateStatusAsync())).Status);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var client = new EmailClient(service.Endpoint, new AzureKeyCredential(Convert.ToBase64String("another"u8)));
        Assert.Equal(401, (await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Started, Message()))).Status);
    }

    [Fact]
    public async Task What_is_empty_is_refused_before_it_is_sent()
    {
        EmailMessage[] empties =
        [
            new("", "b@example.com", Content()), new("a@example.com", "", Content()), new("a@example.com", new EmailRecipients(), Content()),
            new("a@example.com", "b@example.com", new EmailContent("") { Html = "x" }), new("a@example.com", "b@example.com", new EmailContent("s")),
            new("a@example.com", "b@example.com", Content()) { Headers = { ["X-A"] = "" } },
            new("a@example.com", "b@example.com", Content()) { ReplyTo = { new EmailAddress(" ") } },
            new("a@example.com", "b@example.com", Content()) { Attachments = { new EmailAttachment("a", "text/plain", new BinaryData("")) } },
        ];
        var client = new EmailClient(service.ConnectionString);
        foreach (var message in empties)
        {
            var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync(WaitUntil.Started, message));
            Assert.DoesNotContain("example.com", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("endpoint=https://x.communication.azure.com")]
    [InlineData("accesskey=abc")]
    [InlineData("nonsense")]
    public void A_connection_string_lacks_nothing(string connectionString) =>
        Assert.Throws<InvalidOperationException>(() => new EmailClient(connectionString));

    // The answer is on its way over a socket; the client then sets a timer, which is what tells that it waits.
    private static async Task WaitsAsync(FakeClock clock)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (clock.PendingTimers == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static EmailContent Content() => new("s") { Html = "<p/>" };

    private static EmailMessage Message() => new("a@example.com", "b@example.com", Content());
}
