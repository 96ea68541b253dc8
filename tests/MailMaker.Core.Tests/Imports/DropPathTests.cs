using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class DropPathTests
{
    [Theory]
    [InlineData("acme/news/full/all.csv", ImportMode.Full)]
    [InlineData("acme/news/Incremental/고객 2026.CSV", ImportMode.Incremental)]
    [InlineData("acme/news/full/x.xlsx", ImportMode.Full)]
    [InlineData("acme/news/full/x.XLS", ImportMode.Full)]
    [InlineData("acme/news/full/x.csv.gz", ImportMode.Full)]
    [InlineData("acme/news/full/x.zip", ImportMode.Full)]
    public void A_good_path_is_taken_apart(string path, ImportMode mode)
    {
        var drop = DropPath.Parse(path, out var complaint);

        Assert.Equal(("acme", "news", mode, ""), (drop!.Account, drop.List, drop.Mode, complaint));
    }

    [Theory]
    [InlineData("x.csv", "0 folders above")]
    [InlineData("acme/x.csv", "1 folder above")]
    [InlineData("acme/news/full/2026/x.csv", "4 folders above")]
    [InlineData("Acme!/news/full/x.csv", "first folder")]
    [InlineData("acme/../full/x.csv", "second folder")]
    [InlineData("acme/news/all/x.csv", "third folder")]
    [InlineData("acme/news/full/x.ods", "extension .ods")]
    [InlineData("acme/news/full/x.pdf", "extension .pdf")]
    [InlineData("acme/news/full/x", "no extension")]
    [InlineData("acme/news/full/.csv", "no name")]
    public void A_wrong_path_gets_an_exact_complaint(string path, string part)
    {
        Assert.Null(DropPath.Parse(path, out var complaint));

        Assert.Contains(part, complaint, StringComparison.Ordinal);
    }
}
