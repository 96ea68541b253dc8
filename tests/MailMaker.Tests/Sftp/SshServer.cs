using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Sftp;

/// <summary>
/// A real <c>sshd</c> on 127.0.0.1, set up as docs/sftp.md says. As root the account is shut into its folder (chroot, in a mount namespace that ends with the
/// server); as another user, or where mounts are not allowed, it is the test's own user and sees everything.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Account = "acme";
    private const string ServerProgram = "/usr/sbin/sshd";

    // Any user that is not the app's: what it uploads belongs to somebody else.
    private const string JailedUser = "nobody";

    private readonly string folder;
    private readonly string data;
    private readonly int port;
    private readonly Process process;
    private readonly Task<string> log;

    private SshServer(string folder, string data, int port, bool isJail, Process process)
    {
        (this.folder, this.data, this.port, this.process, IsJail) = (folder, data, port, process, isJail);
        log = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether the account sees its own folders alone.</summary>
    public bool IsJail { get; }

    /// <summary>Where the account's session finds the drop folder.</summary>
    public string Drop => IsJail ? "/drop" : $"{data}/drop/{Account}";

    /// <summary>Where the account's session finds its reports.</summary>
    public string Reports => IsJail ? "/reports" : $"{data}/reports/{Account}";

    public static bool IsInstalled => File.Exists(ServerProgram);

    /// <summary>Starts the server for the account <c>acme</c> of a data folder.</summary>
    public static async Task<SshServer> StartAsync(string data)
    {
        var isJail = Environment.UserName == "root" && await CanMountAsync();
        if (!isJail)
            Console.WriteLine("SFTP without chroot: these tests do not run as root, or may not mount.");
        // sshd takes a chroot only where every folder above belongs to root and to nobody's group: not below /tmp.
        var folder = isJail ? Directory.CreateDirectory($"/srv/mailmaker-{Guid.NewGuid():N}").FullName : Directory.CreateTempSubdirectory("mailmaker-ssh-").FullName;
        Directory.CreateDirectory($"{data}/drop/{Account}");
        Directory.CreateDirectory($"{data}/reports/{Account}");
        await MakeKeysAsync(folder);
        if (isJail)
            await MakeJailAsync(folder, data);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            await File.WriteAllTextAsync($"{folder}/sshd_config", Configuration(folder, port, isJail));
            var server = new SshServer(folder, data, port, isJail, Start(folder, data, isJail));
            if (await server.ListensAsync())
                return server;
            Assert.True(attempt < 5, $"sshd does not start: {await server.log}");
        }
    }

    /// <summary>Starts a session with these commands.</summary>
    public Task<SftpProgram> BeginAsync(params string[] commands) => SftpProgram.StartAsync([.. Options(), "-b", "-", Host], commands);

    /// <summary>Starts a session on a line of so many kilobits a second.</summary>
    public Task<SftpProgram> BeginSlowlyAsync(int kilobits, params string[] commands) =>
        SftpProgram.StartAsync([.. Options(), "-l", $"{kilobits}", "-b", "-", Host], commands);

    /// <summary>Runs a session to its end.</summary>
    public async Task<string> RunAsync(params string[] commands)
    {
        using var session = await BeginAsync(commands);
        return await session.FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Host => $"{(IsJail ? JailedUser : Environment.UserName)}@127.0.0.1";

    private IEnumerable<string> Options() =>
    [
        "-F", "/dev/null", "-P", $"{port}", "-i", $"{folder}/client",
        "-o", $"UserKnownHostsFile={folder}/known", "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR",
    ];

    private static string Configuration(string folder, int port, bool isJail)
    {
        var text = new StringBuilder($"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            PidFile none
            AuthorizedKeysFile {folder}/authorized
            StrictModes no
            UsePAM no
            AuthenticationMethods publickey
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp

            """);
        if (isJail)
            text.Append($"""
                Match User {JailedUser}
                  ChrootDirectory {folder}/jail
                  ForceCommand internal-sftp -u 0007
                  AllowTcpForwarding no
                  X11Forwarding no
                  PermitTunnel no

                """);
        return text.ToString();
    }

    private static async Task MakeKeysAsync(string folder)
    {
        foreach (var key in new[] { "host", "client" })
            await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", key, "-f", $"{folder}/{key}"], folder);
        File.Copy($"{folder}/client.pub", $"{folder}/authorized");
    }

    // The drop folder belongs to the account's user and the reports to the app; both appear within the jail.
    private static async Task MakeJailAsync(string folder, string data)
    {
        Directory.CreateDirectory("/run/sshd");
        Directory.CreateDirectory($"{folder}/jail/drop");
        Directory.CreateDirectory($"{folder}/jail/reports");
        await ChildProcess.RunAsync("chown", [JailedUser, $"{data}/drop/{Account}"], folder);
        await ChildProcess.RunAsync("chmod", ["2770", $"{data}/drop/{Account}"], folder);
    }

    private static Process Start(string folder, string data, bool isJail)
    {
        const string Mounts = """
            set -e
            mount --bind "$1/drop/acme" "$2/jail/drop"
            mount --bind "$1/reports/acme" "$2/jail/reports"
            mount -o remount,bind,ro "$2/jail/reports"
            exec "$3" -D -e -f "$2/sshd_config"
            """;
        var start = isJail
            ? new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "sh", "-c", Mounts, "sh", data, folder, ServerProgram])
            : new ProcessStartInfo(ServerProgram, ["-D", "-e", "-f", $"{folder}/sshd_config"]);
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private async Task<bool> ListensAsync()
    {
        while (!process.HasExited)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port);
                var key = await File.ReadAllTextAsync($"{folder}/host.pub");
                await File.WriteAllTextAsync($"{folder}/known", $"[127.0.0.1]:{port} {key}");
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        return false;
    }

    private static async Task<bool> CanMountAsync()
    {
        try
        {
            await ChildProcess.RunAsync("unshare", ["--mount", "--propagation", "private", "mount", "--bind", "/srv", "/srv"], "/");
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
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
