using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Smtp;
using MailMaker.Testing;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>The channel and a scripted server. Time stands still, but where the server stalls: then the channel's time-outs are over at once.</summary>
internal sealed class SmtpRig : IAsyncDisposable
{
    private static readonly TimeSpan LongerThanAnyTimeOut = TimeSpan.FromMinutes(20);

    public SmtpRig(Action<FakeSmtpServer>? setUp = null, Func<SmtpSettings, SmtpSettings>? change = null, X509Certificate2? certificate = null)
    {
        Server = FakeSmtpServer.Start(setUp, certificate);
        Server.Stalled = () => Task.Run(() => Clock.Advance(LongerThanAnyTimeOut));
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = Server.Port, Security = SmtpSecurity.None };
        Channel = new SmtpChannel(change?.Invoke(settings) ?? settings, Clock, Log);
    }

    public FakeSmtpServer Server { get; }

    public FakeClock Clock { get; } = new();

    public SmtpChannel Channel { get; }

    public KeptLog Log { get; } = new();

    public Task<HandOver> SendAsync(string to = "maria@example.org", string text = "hello") => Channel.HandOverAsync(Mail(to, text), default);

    public static OutboundMail Mail(string to = "maria@example.org", string text = "hello") => new()
    {
        OperationId = OperationId.OfTransactional("test", to),
        Account = "acme",
        Campaign = "spring",
        FromAddress = "news@shop.example",
        ToAddress = to,
        Subject = "first",
        Text = text.AsMemory(),
        ReturnPath = "bounce+mark@in.example",
        Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
    };

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Remembers what was logged.</summary>
    internal sealed class KeptLog : ILogger<SmtpChannel>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);
    }
}
