namespace MailMaker.Imports;

/// <summary>
/// Files on this machine's disk for what reading a file has no room for in memory. They hold contacts: only this process may read them, and nothing of
/// them is left when they are closed, or when the process ends.
/// </summary>
internal static class LocalSpool
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Makes an empty spool.</summary>
    public static Stream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mailmaker-{Guid.NewGuid():N}.spool");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = BufferSize, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var spool = new FileStream(path, options);
        // Without a name it is gone with the process, however that ends. Elsewhere the system does that for files that are deleted on close.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return spool;
    }
}
