using MailMaker.Core.Lists;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>What stands around a page's content: the language, the sender's brand, and who answers for the data.</summary>
/// <param name="Language">The language of the page.</param>
/// <param name="Brand">Whose page it is.</param>
/// <param name="Controller">Who answers for the data; null where no list is meant or it names nobody.</param>
internal sealed record PageFrame(PageLanguage Language, PageBrand Brand, DataController? Controller)
{
    /// <summary>A page with this frame.</summary>
    /// <param name="heading">Its one <c>h1</c>, and its title.</param>
    /// <param name="content">What stands below.</param>
    /// <param name="status">The answer's status.</param>
    public PublicPage Page(string heading, Html content, int status = StatusCodes.Status200OK) =>
        new() { Frame = this, Heading = heading, Content = content, Status = status };

    /// <summary>
    /// The one page for every link that can't be followed - wrong, cut off, expired, of a thing that is gone - in the language of the browser. It says nothing about why, and is
    /// the same to the octet, so that nothing can be learned by trying.
    /// </summary>
    public static PublicPage Unknown(HttpRequest request)
    {
        var frame = new PageFrame(PageLanguages.Choose(null, request.Headers.AcceptLanguage), PageBrand.Plain, null);
        var words = FrameWords.All.In(frame.Language);
        return frame.Page(words.UnknownHeading, Html.Of($"<p>{words.UnknownNote}</p>"), StatusCodes.Status404NotFound);
    }
}
