using MailMaker.Embedded.Storage;
using System.Security.Cryptography;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>
/// The secret that the app signs public links with, made at the first start and kept beside the keys. Links in mails that are out stop working when it is lost.
/// </summary>
internal static class HomeSecret
{
    /// <summary>The setting that the app reads it from.</summary>
    public const string Setting = "MailMakerSecret";

    private const string FileName = "secret.key";
    private const int Size = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The secret of a data folder, as base64.</summary>
    public static string ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Create(folder, path);
        return File.ReadAllText(path).Trim();
    }

    // Written aside and moved into place: a reader sees all of it or none, and the first of two writers wins.
    private static void Create(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            stream.Flush();
            Posix.Sync(stream.SafeFileHandle);
        }

        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
