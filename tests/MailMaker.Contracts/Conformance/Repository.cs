namespace MailMaker.Contracts.Conformance;

/// <summary>The folder that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? from) => from switch
    {
        null => throw new DirectoryNotFoundException("MailMaker.sln is in no folder above the tests."),
        _ when File.Exists(Path.Combine(from, "MailMaker.sln")) => from,
        _ => Find(Path.GetDirectoryName(from)),
    };
}
