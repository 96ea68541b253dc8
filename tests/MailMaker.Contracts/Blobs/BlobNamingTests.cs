using MailMaker.Embedded.Blobs.Folder;

namespace MailMaker.Contracts.Blobs;

/// <summary>Names become paths and come back, whatever they are.</summary>
public sealed class BlobNamingTests
{
    private static readonly string[] Pieces = ["a", "b", ".", "..", "/", "%", "~", "-", " ", "한", "😀", "csv", "%2E", "%-", "%~", "A", "\u0001", "*", "\\", ":"];

    [Fact]
    public void Paths_come_back_as_names_and_no_file_stands_in_a_folders_place()
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, 4000).Select(_ => Name(random)).Where(BlobNaming.IsBlobName).Distinct().ToList();
        var paths = names.ToDictionary(BlobNaming.ToPath, StringComparer.Ordinal);
        Assert.Equal(names.Count, paths.Count);
        foreach (var (path, name) in paths)
        {
            Assert.Equal(name, Back(path));
            var segments = path.Split('/');
            Assert.All(segments, s => Assert.True(s.Length > 0 && s[0] != '.' && System.Text.Encoding.UTF8.GetByteCount(s) <= 255, s));
            for (var i = 1; i < segments.Length; i++)
                Assert.DoesNotContain(string.Join('/', segments[..i]), (IDictionary<string, string>)paths);
        }
    }

    [Theory]
    [InlineData("acme/news/2026/x.eml", "acme/news/2026/x.eml")]
    [InlineData("acme.com/x", "acme.com%/x%")]
    [InlineData("../x.eml", "%2E%2E%/x.eml")]
    public void Ordinary_names_stay_readable(string name, string path) => Assert.Equal(path, BlobNaming.ToPath(name));

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-1", true)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a--b", false)]
    [InlineData("-ab", false)]
    [InlineData("a/b", false)]
    [InlineData("...", false)]
    public void Containers_are_named_as_in_the_service(string name, bool isName) => Assert.Equal(isName, BlobNaming.IsContainerName(name));

    private static string Name(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, random.Next(2, 150))).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Back(string path)
    {
        var segments = path.Split('/');
        return string.Concat(segments.Select((s, i) => BlobNaming.FromEntry(s, i < segments.Length - 1)));
    }
}
