using MailMaker.PublicPages;

namespace MailMaker.Tests.PublicPages;

public sealed class HtmlTests
{
    [Fact]
    public void What_comes_from_outside_is_escaped_and_html_is_not_escaped_twice()
    {
        var inner = Html.Of($"<b>{"<i>"}</b>");

        Assert.Equal("<p title=\"&quot;&gt;\">&amp;<b>&lt;i&gt;</b></p>", Html.Of($"<p title=\"{"\">"}\">{"&"}{inner}</p>").ToString());
        Assert.Equal("<ul><b>&lt;i&gt;</b><b>&lt;i&gt;</b></ul>", Html.Of($"<ul>{new[] { inner, inner }}</ul>").ToString());
    }

    [Fact]
    public void Letters_of_every_script_stay_as_they_are() => Assert.Equal("Forlì 수신 거부", Html.Escape("Forlì 수신 거부"));

    [Theory]
    [InlineData("ko", "it", "ko")]
    [InlineData("it-CH", null, "it")]
    [InlineData("de", "it;q=0.5, ko", "ko")]
    [InlineData(null, "fr", "en")]
    [InlineData("item", "", "en")]
    public void A_page_speaks_the_language_of_the_record_first_and_of_the_browser_second(string? contact, string? browser, string language) =>
        Assert.Equal(language, PageLanguages.Choose(contact, browser).Tag());
}
