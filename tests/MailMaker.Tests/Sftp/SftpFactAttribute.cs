namespace MailMaker.Tests.Sftp;

/// <summary>A test that needs a real <c>sshd</c>: where none is installed it is reported as skipped, with what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SftpFactAttribute : FactAttribute
{
    public SftpFactAttribute()
    {
        if (!SshServer.IsInstalled)
            Skip = "sshd is not installed: install openssh-server.";
    }
}
