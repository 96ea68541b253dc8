using MailMaker.Imports;

namespace MailMaker.Tests.Imports;

/// <summary>How an import's buckets are shared among activities.</summary>
public sealed class BucketsOfImportTests
{
    private static readonly ImportKey Import = new("shop", "news", "news.one");

    [Theory]
    [InlineData(64, 0L, 1)]
    [InlineData(64, 1L, 1)]
    [InlineData(64, 1_250L, 1)]
    [InlineData(64, 1_251L, 2)]
    [InlineData(64, 10_000L, 8)]
    [InlineData(64, 1_000_000L, 64)]
    [InlineData(256, 1_000_000L, 64)]
    [InlineData(256, null, 64)]
    [InlineData(4, 1_000_000L, 4)]
    public void Few_rows_are_few_activities_and_every_bucket_is_in_one(int buckets, long? rows, int groups)
    {
        var shared = BucketsOfImport.Groups(Import, buckets, rows);
        Assert.Equal(groups, shared.Count);
        Assert.Equal(Enumerable.Range(0, buckets), shared.SelectMany(g => Enumerable.Range(g.First, g.Count)));
    }
}
