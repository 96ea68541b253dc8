using System.Globalization;
using MailMaker.Core.Tracking;
using MailMaker.PublicPages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Tracking;

/// <summary>The public doors of a mail's pixel and links. They answer at once; what they saw is recorded in batches. Nothing here touches consent.</summary>
public sealed class TrackingFunctions(TrackedMails mails, Visits visits)
{
    /// <summary>The pixel.</summary>
    [Function("TrackOpen")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "o/{token}.gif")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (await mails.FindAsync(token, cancellationToken) is not { } mail)
            return PageFrame.Unknown(request);
        visits.Note(request, mail, EventKind.Open, 0);
        return PixelAnswer.One;
    }

    /// <summary>A link: on to where the campaign says that it leads.</summary>
    [Function("TrackClick")]
    public async Task<IResult> ClickAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "c/{token}/{n}")] HttpRequest request, string token, string n, CancellationToken cancellationToken)
    {
        if (!int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var link)
            || await mails.FindAsync(token, cancellationToken) is not { } mail || mail.Campaign.Target(link) is not { } target)
            return PageFrame.Unknown(request);
        visits.Note(request, mail, EventKind.Click, link);
        return new OnToTarget(target);
    }
}
