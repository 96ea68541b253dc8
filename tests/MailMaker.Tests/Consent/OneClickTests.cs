using System.Net.Sockets;
using System.Text;

namespace MailMaker.Tests.Consent;

/// <summary>
/// RFC 8058 §3.2: the POST of a mail provider's machines, byte by byte as they might send it. No cookie, no login and no redirect stands in its way, and no body, however odd.
/// </summary>
public sealed class OneClickTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Body = "List-Unsubscribe=One-Click";

    [Theory]
    [InlineData("HTTP/1.0", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n", Body)]
    [InlineData("HTTP/1.0", "Content-Length: 0\r\n", "")]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nContent-Length: 26\r\nExpect: 100-continue\r\n", Body)]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nTransfer-Encoding: chunked\r\n", "1a\r\nList-Unsubscribe=One-Click\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nTransfer-Encoding: chunked\r\n", "not a chunk\r\n")]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nContent-Type: multipart/form-data\r\nContent-Length: 4\r\n", "--x\n")]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nContent-Type: \r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n", "abc")]
    [InlineData("HTTP/1.1", "Host: mail.example.com\r\nCookie: session=1\r\nAuthorization: Basic eDp5\r\nOrigin: https://elsewhere.example\r\nReferer: https://elsewhere.example/\r\nContent-Length: 26\r\n", Body)]
    public async Task However_it_is_sent_the_person_has_left_at_once(string version, string headers, string body)
    {
        await using var stage = await ConsentStage.StartAsync();

        var answer = await SendAsync(stage, $"POST {stage.Path} {version}\r\nConnection: close\r\n{headers}\r\n{body}");

        Assert.Contains(" 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Location:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("OneClick", (await stage.GoodbyeAsync())!.GetString("Reason"));
    }

    [Fact]
    public async Task A_sender_that_hangs_up_before_its_body_is_out_has_been_understood()
    {
        await using var stage = await ConsentStage.StartAsync();

        using (var socket = await ConnectAsync(stage))
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {stage.Path} HTTP/1.1\r\nHost: x\r\nContent-Type: {Form}\r\nContent-Length: 26\r\n\r\nList-Un"));
            socket.Shutdown(SocketShutdown.Both);
        }

        await Support.Eventually.HoldsAsync(async () => await stage.GoodbyeAsync() is not null);
    }

    [Fact]
    public async Task A_hundred_at_once_on_one_link_leave_one_goodbye()
    {
        await using var stage = await ConsentStage.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => stage.Client.PostAsync(stage.Path, new StringContent(Body, null, Form))));

        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
        Assert.Single((await stage.PrintAsync()).Split('\n'), row => row.Contains(" x|", StringComparison.Ordinal));
        Assert.Single((await stage.PrintAsync()).Split('\n'), row => row.Contains(" e|", StringComparison.Ordinal));
    }

    private static async Task<string> SendAsync(ConsentStage stage, string request)
    {
        using var socket = await ConnectAsync(stage);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<Socket> ConnectAsync(ConsentStage stage)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(stage.Client.BaseAddress!.Host, stage.Client.BaseAddress.Port);
        return socket;
    }
}
