using MailMaker.Embedded.Functions.Blob;

namespace MailMaker.Contracts.Functions;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("drop/{account}/{list}/{name}", "acme/news/a.csv", "account=acme;list=news;name=a.csv")]
    [InlineData("drop/{account}/{list}/{name}", "acme/news/2026/a.csv", "account=acme;list=news;name=2026/a.csv")]
    [InlineData("drop/{account}/{name}.csv", "acme/x.csv.csv", "account=acme;name=x.csv")]
    [InlineData("drop/{a}-{b}.csv", "x-y-z.csv", "a=x-y;b=z")]
    [InlineData("drop/{path}", "any/thing", "path=any/thing")]
    [InlineData("drop", "any/thing", "name=any/thing")]
    [InlineData("drop/in/{name}", "in/a (1).csv", "name=a (1).csv")]
    [InlineData("drop/{name}.csv", "a\nb.csv", "name=a\nb")]
    public void Tokens_take_what_is_between_slashes_and_the_last_one_the_rest(string path, string blob, string values)
    {
        var match = BlobPathPattern.Parse(path).Match(blob);
        Assert.NotNull(match);
        Assert.Equal(values, string.Join(';', match.Select(p => $"{p.Key}={p.Value}")));
    }

    [Theory]
    [InlineData("drop/{account}/{list}/{name}", "acme/a.csv")]
    [InlineData("drop/{name}.csv", "a.CSV")]
    [InlineData("drop/in/{name}", "out/a.csv")]
    [InlineData("drop/{name}.csv", "a.csv\n")]
    [InlineData("drop/fixed.csv", "fixed.csvx")]
    public void What_does_not_fit_is_left_alone(string path, string blob) => Assert.Null(BlobPathPattern.Parse(path).Match(blob));

    [Theory]
    [InlineData("{container}/{name}")]
    [InlineData("drop/{name")]
    [InlineData("drop/{na me}")]
    [InlineData("drop/{a}/{A}")]
    [InlineData("/x")]
    public void A_path_that_means_nothing_is_refused(string path) => Assert.Throws<FormatException>(() => BlobPathPattern.Parse(path));

    [Fact]
    public void The_prefix_for_listings_ends_before_the_first_token() => Assert.Equal("in/2026-", BlobPathPattern.Parse("drop/in/2026-{name}").Prefix);
}
