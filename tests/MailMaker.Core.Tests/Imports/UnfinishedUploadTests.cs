using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public sealed class UnfinishedUploadTests
{
    [Theory]
    [InlineData("acme/news/full/june.csv.part")]
    [InlineData("acme/news/full/june.csv.filepart")]
    [InlineData("acme/news/full/.june.csv")]
    [InlineData("acme/news/full/june.csv.TMP")]
    [InlineData("acme/news/full/june.csv~")]
    public void A_temporary_name_says_that_more_is_to_come(string path) => Assert.True(UnfinishedUpload.IsNamed(path));

    [Theory]
    [InlineData("acme/news/full/june.csv")]
    [InlineData("acme/.hidden/full/june.xlsx")]
    [InlineData("june.part.csv")]
    public void Any_other_name_does_not(string path) => Assert.False(UnfinishedUpload.IsNamed(path));

    [Theory]
    [InlineData("a.csv", 32768, true)]
    [InlineData("a.CSV", 261120, true)]
    [InlineData("a.csv", 0, false)]
    [InlineData("a.csv", 32767, false)]
    [InlineData("a.xlsx", 32768, false)]
    public void Only_text_of_whole_kilobytes_is_looked_at(string path, long length, bool looked) =>
        Assert.Equal(looked, UnfinishedUpload.MayHaveBrokenOff(path, length));

    [Theory]
    [InlineData("a,b", true)]
    [InlineData("a,b\n", false)]
    [InlineData("a,b\r", false)]
    [InlineData("a\0\n\0", false)]
    [InlineData("\0a\0\n", false)]
    [InlineData("\nb\0", true)]
    [InlineData("", false)]
    public void A_line_break_at_the_end_says_that_nothing_is_missing(string last, bool within) =>
        Assert.Equal(within, UnfinishedUpload.EndsWithinLine(last.Select(c => (byte)c).ToArray()));

    [Theory]
    [InlineData("acme/june.csv", "acme/unplaced/june.csv")]
    [InlineData("june.csv", "unplaced/june.csv")]
    [InlineData("Not A Name/june.csv", "unplaced/Not A Name/june.csv")]
    public void The_report_about_a_misplaced_file_lies_with_its_account(string path, string report) => Assert.Equal(report, DropPath.UnplacedReport(path));
}
