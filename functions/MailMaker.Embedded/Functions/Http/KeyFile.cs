using MailMaker.Embedded.Storage;
using System.Text.Json;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>The content of <c>keys.json</c>.</summary>
/// <param name="Master">Opens everything, <c>/admin</c> included.</param>
/// <param name="Function">Opens functions of level Function.</param>
/// <param name="System">Opens the management of orchestrations.</param>
internal sealed record KeyFile(string Master, string Function, string System)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "keys.json";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the file and takes away what others may do with it.</summary>
    /// <exception cref="InvalidDataException">It does not hold three keys.</exception>
    public static KeyFile Read(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly)
            File.SetUnixFileMode(path, OwnerOnly);
        KeyFile? file;
        try
        {
            file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Form);
        }
        catch (JsonException)
        {
            // Without the parser's words: they may quote a key.
            file = null;
        }

        return file is { Master.Length: > 0, Function.Length: > 0, System.Length: > 0 }
            ? file
            : throw new InvalidDataException($"{path} must hold the fields master, function and system. Correct it, or delete it for new keys.");
    }

    /// <summary>Writes the file in one step: a reader sees all of it or none.</summary>
    public void Write(string path)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(stream, this, Form);
            stream.Flush();
            Posix.Sync(stream.SafeFileHandle);
        }

        File.Move(unfinished, path);
        Posix.SyncFolder(Path.GetDirectoryName(path)!);
    }
}
