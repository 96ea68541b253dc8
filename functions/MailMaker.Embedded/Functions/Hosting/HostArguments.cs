namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The two command-line options of the host. What it does not know it leaves to the app.</summary>
/// <param name="DataFolder">Absolute path of the data folder.</param>
/// <param name="Urls">Where to listen.</param>
internal sealed record HostArguments(string DataFolder, IReadOnlyList<string> Urls)
{
    /// <summary>Reads <c>--data DIR</c> and <c>--urls URL[;URL]</c>, also in the form <c>--data=DIR</c>; the last one counts.</summary>
    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var data = Option(args, "--data") ?? "data";
        var urls = Option(args, "--urls") ?? "http://127.0.0.1:7071";
        return new HostArguments(
            Path.GetFullPath(data),
            urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static string? Option(IReadOnlyList<string> args, string name)
    {
        for (var i = args.Count - 1; i >= 0; i--)
        {
            if (args[i] == name && i + 1 < args.Count)
                return args[i + 1];
            if (args[i].StartsWith(name + "=", StringComparison.Ordinal))
                return args[i][(name.Length + 1)..];
        }

        return null;
    }
}
