using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Conformance;

public sealed class ConformanceTests
{
    private static readonly string Facts = Path.Combine(Repository.Root, "tests", "MailMaker.Contracts", "Conformance", "Facts");

    [Fact]
    public void Every_public_member_of_the_embedded_assembly_is_one_of_the_packages()
    {
        var offered = typeof(EmbeddedHome).Assembly.GetExportedTypes().Select(ReflectedApi.Of).ToList();

        var violations = ApiComparer.Violations(offered, FactFile.ReadFolder(Facts));

        Assert.True(offered.Count > 50, "The assembly was not read.");
        Assert.True(violations.Count == 0, $"{violations.Count} differences:\n" + string.Join("\n", violations));
    }

    [Fact]
    public void Each_fact_file_names_its_package_version_and_source()
    {
        var files = Directory.GetFiles(Facts, "*.txt");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var head = File.ReadLines(file).TakeWhile(l => l.StartsWith('#')).ToList();
            Assert.Contains(head, l => l.StartsWith("# package " + Path.GetFileNameWithoutExtension(file) + " ", StringComparison.Ordinal));
            Assert.Contains(head, l => l.StartsWith("# source ", StringComparison.Ordinal));
        });
    }
}
