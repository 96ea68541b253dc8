using Azure.Data.Tables;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;
using MailMaker.Delivery;
using MailMaker.Delivery.Communication;
using MailMaker.Delivery.Sms;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Delivery;

public sealed class CommunicationChannelTests : IAsyncLifetime
{
    private static readonly Guid Operation = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff");

    private readonly TemporaryFolder folder = new();
    private CommunicationStub stub = null!;
    private ServiceProvider services = null!;

    private IEmailChannel Email => services.GetRequiredService<IEmailChannel>();

    private ISmsChannel Sms => services.GetRequiredService<ISmsChannel>();

    public async Task InitializeAsync()
    {
        stub = await CommunicationStub.StartAsync();
        var tables = new TableServiceClient(EmbeddedHome.ConnectionString(folder.Path));
        await tables.CreateTableIfNotExistsAsync(SmsJournal.Table);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(DeliveryServices.ChannelSetting, "acs"), new(DeliveryServices.SmsChannelSetting, "acs"), new(CommunicationSettings.ConnectionString, stub.ConnectionString),
        ]).Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeClock()).AddSingleton(tables).AddDelivery(configuration).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await stub.DisposeAsync();
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_mail_carries_our_operation_id_its_way_out_and_no_tracking_of_the_services()
    {
        Assert.Equal(new HandOver.Accepted(Operation.ToString()), await Email.HandOverAsync(Mail(), default));
        await Email.HandOverAsync(Mail(), default);

        Assert.Equal([Operation.ToString(), Operation.ToString()], stub.Requests.Select(r => r.OperationId));
        var body = stub.Requests.First().Body;
        Assert.Equal("<https://example.com/u/x>, <mailto:out@example.com>", body.GetProperty("headers").GetProperty("List-Unsubscribe").GetString());
        Assert.Equal("List-Unsubscribe=One-Click", body.GetProperty("headers").GetProperty("List-Unsubscribe-Post").GetString());
        Assert.Equal("maria@example.org", body.GetProperty("recipients").GetProperty("to")[0].GetProperty("address").GetString());
        Assert.True(body.GetProperty("userEngagementTrackingDisabled").GetBoolean());
        Assert.Equal(("first", "hello"), (body.GetProperty("content").GetProperty("subject").GetString(), body.GetProperty("content").GetProperty("plainText").GetString()));
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "17", "4.4.5", 17.0, FaultOf.Channel)]
    [InlineData(503, "ServerBusy", "5", "4.3.2", 5.0, FaultOf.Message)]
    [InlineData(503, "ServerBusy", null, "4.3.2", null, FaultOf.Message)]
    [InlineData(500, "InternalServerError", null, "4.3.2", null, FaultOf.Message)]
    [InlineData(401, "Denied", null, "4.3.5", null, FaultOf.Channel)]
    public async Task What_passes_is_a_failure_for_now_with_the_services_own_wait_and_is_asked_once(int status, string code, string? retryAfter, string expected, double? seconds, FaultOf fault)
    {
        stub.Refuse(status, code, retryAfter);

        var answer = await Email.HandOverAsync(Mail(), default);

        Assert.Equal(new HandOver.TemporaryFailure(expected, seconds is { } s ? TimeSpan.FromSeconds(s) : null) { Fault = fault }, answer);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(400, "InvalidRecipientAddress", "5.1.3")]
    [InlineData(400, "EmailDroppedAllRecipientsSuppressed", "5.2.1")]
    [InlineData(400, "InvalidSenderUserName", "5.1.8")]
    [InlineData(400, "BadRequest", "5.5.4")]
    [InlineData(413, "RequestEntityTooLarge", "5.3.4")]
    public async Task What_does_not_pass_is_a_failure_for_good_with_its_code(int status, string code, string expected)
    {
        stub.Refuse(status, code);

        Assert.Equal(new HandOver.PermanentFailure(expected) { Fault = expected == "5.1.8" ? FaultOf.Sender : FaultOf.Message }, await Email.HandOverAsync(Mail(), default));
    }

    [Fact]
    public async Task A_mail_whose_answer_is_lost_is_handed_over_again_under_the_same_id()
    {
        stub.Answer = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        Assert.Equal(new HandOver.TemporaryFailure("4.4.1"), await Email.HandOverAsync(Mail(), default));
        stub.Answer = _ => Task.FromResult(false);

        Assert.IsType<HandOver.Accepted>(await Email.HandOverAsync(Mail(), default));
        Assert.Equal([Operation.ToString(), Operation.ToString()], stub.Requests.Select(r => r.OperationId));
    }

    [Fact]
    public async Task A_text_message_asks_for_a_report_under_our_id_and_is_sent_once_however_often_it_is_handed_over()
    {
        Assert.Equal(new HandOver.Accepted("m1"), await Sms.HandOverAsync(Text(), default));
        Assert.Equal(new HandOver.Accepted("m1"), await Sms.HandOverAsync(Text(), default));

        var body = Assert.Single(stub.Requests).Body;
        Assert.Equal(Operation.ToString("N"), body.GetProperty("smsSendOptions").GetProperty("tag").GetString());
        Assert.True(body.GetProperty("smsSendOptions").GetProperty("enableDeliveryReport").GetBoolean());
        Assert.Equal(("Acme", "+393331234567"), (body.GetProperty("from").GetString(), body.GetProperty("smsRecipients")[0].GetProperty("to").GetString()));
    }

    [Fact]
    public async Task A_text_message_whose_answer_is_lost_is_unknown_and_never_sent_again()
    {
        stub.Answer = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        Assert.Equal(new HandOver.Unknown("4.4.1"), await Sms.HandOverAsync(Text(), default));
        stub.Answer = _ => Task.FromResult(false);

        Assert.Equal(new HandOver.Unknown("4.4.1"), await Sms.HandOverAsync(Text(), default));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_text_message_that_was_refused_for_now_may_be_handed_over_again()
    {
        stub.Refuse(429, "TooManyRequests", "3");
        Assert.Equal(new HandOver.TemporaryFailure("4.4.5", TimeSpan.FromSeconds(3)) { Fault = FaultOf.Channel }, await Sms.HandOverAsync(Text(), default));
        stub.Answer = _ => Task.FromResult(false);

        Assert.Equal(new HandOver.Accepted("m1"), await Sms.HandOverAsync(Text(), default));
    }

    [Fact]
    public async Task A_refused_recipient_within_an_accepted_request_is_refused()
    {
        stub.Answer = async context =>
        {
            context.Response.StatusCode = 202;
            await context.Response.WriteAsync("""{"value":[{"to":"+1","httpStatusCode":400,"successful":false,"errorMessage":"Invalid To"}]}""");
            return true;
        };

        Assert.Equal(new HandOver.PermanentFailure("5.1.3"), await Sms.HandOverAsync(Text(), default));
    }

    private static OutboundMail Mail() => new()
    {
        OperationId = Operation, Account = "acme", Campaign = "spring", FromAddress = "news@shop.example", ToAddress = "maria@example.org", Subject = "first",
        Text = "hello".AsMemory(), Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), ListUnsubscribeUrl = "https://example.com/u/x",
        ListUnsubscribeMailto = "mailto:out@example.com",
    };

    private static OutboundSms Text() => new(Operation, "acme", "spring", "Acme", "+393331234567", "Hello");
}
