using System.Globalization;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class MailDateTests
{
    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00")]
    [InlineData("Fri, 21 Nov 1997 09:55 +0200 (CEST)", "1997-11-21T09:55:00+02:00")]
    [InlineData("Fri, 21 Nov 1997 09(comment):55:06 EST", "1997-11-21T09:55:06-05:00")]
    [InlineData("Fri Nov 21 09:55:06 1997", "1997-11-21T09:55:06+00:00")]
    [InlineData("1 Jan 2024 23:59:60 +0000", "2024-01-01T23:59:59+00:00")]
    [InlineData("Mon, 1 Jan 2024 00:00:00 GMT+0900", "2024-01-01T00:00:00+09:00")]
    [InlineData("07-Oct-94 10:00:00 UT", "1994-10-07T10:00:00+00:00")]
    [InlineData("2024-02-29T10:11:12Z", "2024-02-29T10:11:12+00:00")]
    [InlineData("2024-02-29T10:11:12.345+09:00", "2024-02-29T10:11:12+09:00")]
    [InlineData("Thu,29 Feb 2024 10:11:12 +0100", "2024-02-29T10:11:12+01:00")]
    [InlineData("Tue, 029 Apr 2019 23:34:45 -0800 (PST)", "2019-04-29T23:34:45-08:00")]
    [InlineData("1 Jan 2024 10:00:00 XYZ", "2024-01-01T10:00:00+00:00")]
    public void Dates_are_read(string text, string expected)
    {
        Assert.True(MailDate.TryParse(text, out var date));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), date);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, date.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 Feb 2024 10:00:00 +0000")]
    [InlineData("1 Jan 2024 25:00:00 +0000")]
    [InlineData("Mon, 1 Jan 99999 10:00:00 +0000")]
    [InlineData("99999999999999999999 Jan 2024 1:2:3")]
    public void What_is_no_date_is_none(string? text) => Assert.False(MailDate.TryParse(text, out _));
}
