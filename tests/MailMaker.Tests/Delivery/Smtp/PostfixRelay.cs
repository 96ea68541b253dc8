using System.Net;
using System.Net.Sockets;
using System.Text;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Debian's postfix as a relay on 127.0.0.1 with configuration and queue of its own, set up as docs/smtp.md says: STARTTLS, sign-in, and whatever it takes lies in a maildir.</summary>
internal sealed class PostfixRelay : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";

    private readonly string folder;
    private readonly DovecotSignIn signIn;

    private PostfixRelay(string folder, int port, DovecotSignIn signIn) => (this.folder, Port, this.signIn) = (folder, port, signIn);

    public static bool IsInstalled => File.Exists(Program);

    public int Port { get; }

    /// <summary>The certificate that a client must trust.</summary>
    public string Certificate => $"{folder}/cert.pem";

    public static async Task<PostfixRelay> StartAsync()
    {
        // Its processes run as users of their own, which must reach the queue: not below a private folder.
        var folder = Directory.CreateDirectory($"/srv/mailmaker-postfix-{Guid.NewGuid():N}").FullName;
        foreach (var name in (string[])["queue", "data", "mail"])
            Directory.CreateDirectory($"{folder}/{name}");
        await ChildProcess.RunAsync("chown", ["postfix", $"{folder}/data"], folder);
        await ChildProcess.RunAsync("chown", ["nobody", $"{folder}/mail"], folder);
        using (var certificate = ThrowAwayCertificate.Make())
            ThrowAwayCertificate.Write(certificate, folder);
        var signIn = DovecotSignIn.Start("tim", "tanstaaf");
        for (var attempt = 1; ; attempt++)
        {
            var relay = new PostfixRelay(folder, FreePort(), signIn);
            await relay.ConfigureAsync();
            await ChildProcess.RunAsync(Program, ["-c", folder, "start"], folder);
            if (await relay.ListensAsync())
                return relay;
            await ChildProcess.RunAsync(Program, ["-c", folder, "stop"], folder);
            Assert.True(attempt < 5, $"postfix does not start: {await File.ReadAllTextAsync($"{folder}/mail.log")}");
        }
    }

    /// <summary>The mails that were delivered, as they lie in the maildir.</summary>
    public async Task<IReadOnlyList<byte[]>> DeliveredAsync(int count)
    {
        var inbox = $"{folder}/mail/all/new";
        await Eventually.HoldsAsync(() => Task.FromResult(Directory.Exists(inbox) && Directory.GetFiles(inbox).Length >= count));
        return [.. Directory.GetFiles(inbox).Select(File.ReadAllBytes)];
    }

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.RunAsync(Program, ["-c", folder, "stop"], folder);
        await signIn.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ConfigureAsync()
    {
        var user = (await ChildProcess.RunAsync("id", ["-u", "nobody"], folder)).Trim();
        var group = (await ChildProcess.RunAsync("id", ["-g", "nobody"], folder)).Trim();
        await File.WriteAllTextAsync($"{folder}/main.cf", $$"""
            compatibility_level = 3.6
            queue_directory = {{folder}}/queue
            data_directory = {{folder}}/data
            mail_owner = postfix
            setgid_group = postdrop
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = relay.example
            mydestination =
            mynetworks =
            alias_maps =
            alias_database =
            maillog_file = {{folder}}/mail.log
            maillog_file_prefixes = {{folder}}
            smtpd_tls_security_level = encrypt
            smtpd_tls_cert_file = {{folder}}/cert.pem
            smtpd_tls_key_file = {{folder}}/key.pem
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:{{signIn.Port}}
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = check_recipient_access inline:{ {refused@example.org=550 5.1.1 unknown}, {later@example.org=450 4.2.0 later} }
            transport_maps = static:virtual:
            virtual_mailbox_base = {{folder}}/mail
            virtual_mailbox_maps = static:all/
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{{user}}
            virtual_gid_maps = static:{{group}}

            """);
        await File.WriteAllTextAsync($"{folder}/master.cf", $"127.0.0.1:{Port} inet n - n - - smtpd\n" + Services());
    }

    private static string Services()
    {
        var text = new StringBuilder();
        foreach (var (name, program, most) in ((string, string, string)[])[
            ("cleanup", "cleanup", "0"), ("qmgr", "qmgr", "1"), ("tlsmgr", "tlsmgr", "1"), ("rewrite", "trivial-rewrite", "-"), ("bounce", "bounce", "0"),
            ("defer", "bounce", "0"), ("trace", "bounce", "0"), ("verify", "verify", "1"), ("proxymap", "proxymap", "-"), ("virtual", "virtual", "-"),
            ("error", "error", "-"), ("retry", "error", "-"), ("anvil", "anvil", "1")])
            text.Append($"{name} unix {(name is "cleanup" or "qmgr" ? "n" : "-")} {(name == "virtual" ? "n" : "-")} n {(program is "qmgr" or "tlsmgr" ? "300" : "-")} {most} {program}\n");
        return text.Append("postlog unix-dgram n - n - 1 postlogd\n").ToString();
    }

    private async Task<bool> ListensAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
            return (await new StreamReader(socket.GetStream()).ReadLineAsync(limit.Token))?.StartsWith("220", StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
