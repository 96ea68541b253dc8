namespace MailMaker.Contracts.Conformance;

/// <summary>The product is written against the packages alone; which home it is in, only its entry point knows.</summary>
public sealed class SourceTests
{
    [Fact]
    public void Only_the_entry_point_of_the_product_names_the_embedded_home()
    {
        var sources = new[] { "MailMaker", "MailMaker.Core" }.SelectMany(project => Sources(Path.Combine(Repository.Root, "functions", project))).ToList();

        var naming = sources.Where(f => Path.GetFileName(f) != "Program.cs" && File.ReadAllText(f).Contains("MailMaker.Embedded", StringComparison.Ordinal));

        Assert.NotEmpty(sources);
        Assert.Empty(naming.Select(f => Path.GetRelativePath(Repository.Root, f)));
    }

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(project, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
