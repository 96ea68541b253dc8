using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Delivery;

public sealed class OutboxChannelTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly BlobContainerClient outbox;
    private readonly OutboxChannel channel;

    public OutboxChannelTests()
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        EmbeddedHome.For(connection).Clock = clock;
        outbox = new BlobContainerClient(connection, OutboxChannel.Container);
        channel = new OutboxChannel(new BlobServiceClient(connection), clock);
    }

    public Task InitializeAsync() => outbox.CreateIfNotExistsAsync();

    public async Task DisposeAsync()
    {
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_mail_lies_in_the_outbox_under_its_operation_id()
    {
        var accepted = Assert.IsType<HandOver.Accepted>(await channel.HandOverAsync(Mail(), default));

        Assert.Equal("acme/spring/00/00112233445586778899aabbccddeeff.eml", accepted.Reference);
        var lies = Assert.Single(await NamesAsync());
        Assert.Equal(accepted.Reference, lies);
        var written = (await outbox.GetBlobClient(lies).DownloadContentAsync()).Value.Content.ToString();
        Assert.StartsWith("From: news@shop.example\r\nTo: maria@example.org\r\nSubject: first\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_envelopes_sender_stands_on_top()
    {
        await channel.HandOverAsync(Mail() with { ReturnPath = "bounce+mark@in.example" }, default);
        var written = (await outbox.GetBlobClient(Assert.Single(await NamesAsync())).DownloadContentAsync()).Value.Content.ToString();
        Assert.StartsWith("Return-Path: <bounce+mark@in.example>\r\nFrom: ", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_hand_over_of_the_same_operation_is_accepted_and_changes_nothing()
    {
        var first = await channel.HandOverAsync(Mail(), default);
        var before = (await outbox.GetBlobClient(OutboxChannel.NameOf(Mail())).DownloadContentAsync()).Value.Content.ToString();

        var second = await channel.HandOverAsync(Mail() with { Subject = "second" }, default);

        Assert.Equal(first, second);
        Assert.Equal(before, (await outbox.GetBlobClient(Assert.Single(await NamesAsync())).DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Many_hand_overs_of_one_operation_at_once_leave_one_mail()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => channel.HandOverAsync(Mail() with { Subject = $"{i}" }, default))));

        Assert.All(answers, answer => Assert.IsType<HandOver.Accepted>(answer));
        Assert.Single(await NamesAsync());
    }

    [Fact]
    public async Task Magic_recipients_fail_and_leave_nothing()
    {
        Assert.Equal(new HandOver.TemporaryFailure("4.2.0"), await channel.HandOverAsync(Mail() with { ToAddress = "a@temporary.example.com" }, default));
        Assert.Equal(new HandOver.PermanentFailure("5.1.1"), await channel.HandOverAsync(Mail() with { ToAddress = "a@permanent.example.com" }, default));
        Assert.Equal(new HandOver.PermanentFailure("5.1.3"), await channel.HandOverAsync(Mail() with { ToAddress = "no address" }, default));
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task A_slow_recipient_is_accepted_after_two_seconds()
    {
        var waiting = channel.HandOverAsync(Mail() with { ToAddress = "a@slow.example.com" }, default);

        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(waiting.IsCompleted);
        Assert.Empty(await NamesAsync());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<HandOver.Accepted>(await waiting);
        Assert.Single(await NamesAsync());
    }

    [Fact]
    public async Task The_null_channel_counts_and_writes_nothing()
    {
        var nowhere = new NullChannel(clock);

        Assert.IsType<HandOver.Accepted>(await nowhere.HandOverAsync(Mail(), default));
        Assert.Equal(new HandOver.TemporaryFailure("4.2.0"), await nowhere.HandOverAsync(Mail() with { ToAddress = "a@temporary.example.com" }, default));
        Assert.Equal((1, true), (nowhere.Mails, nowhere.Octets > 100));
        Assert.Empty(await NamesAsync());
    }

    [Theory]
    [InlineData(null, typeof(OutboxChannel))]
    [InlineData("outbox", typeof(OutboxChannel))]
    [InlineData("null", typeof(NullChannel))]
    public void The_setting_chooses_the_channel(string? setting, Type expected)
    {
        using var services = Services(setting).BuildServiceProvider();

        Assert.IsType(expected, services.GetRequiredService<IEmailChannel>());
    }

    [Fact]
    public void A_setting_that_names_no_channel_is_refused_at_the_start() => Assert.Throws<InvalidOperationException>(() => Services("smoke signals"));

    private static OutboundMail Mail() => new()
    {
        OperationId = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff"),
        Account = "acme",
        Campaign = "spring",
        FromAddress = "news@shop.example",
        ToAddress = "maria@example.org",
        Subject = "first",
        Text = "hello".AsMemory(),
        Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
    };

    private IServiceCollection Services(string? setting) => new ServiceCollection()
        .AddSingleton<TimeProvider>(clock)
        .AddSingleton(new BlobServiceClient(EmbeddedHome.ConnectionString(folder.Path)))
        .AddDelivery(new ConfigurationBuilder().AddInMemoryCollection([new(DeliveryServices.ChannelSetting, setting)]).Build());

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in outbox.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", default))
            names.Add(blob.Name);
        return names;
    }
}
