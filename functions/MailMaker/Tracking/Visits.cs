using MailMaker.Core.Tracking;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Tracking;

/// <summary>Notes that a mail's pixel or link was asked for. Of the request nothing is kept but the moment and the signs of a machine: no address, no user agent.</summary>
public sealed class Visits(EventRecorder recorder, TimeProvider clock)
{
    /// <summary>Notes it, for the next batch; HEAD leaves no trace.</summary>
    internal void Note(HttpRequest request, TrackedMail mail, EventKind kind, int link)
    {
        if (!HttpMethods.IsGet(request.Method) || link >= TrackedHit.MostLinks)
            return;
        var headers = request.Headers;
        var purposes = $"{headers["Sec-Purpose"]}{headers["Purpose"]}{headers["X-Purpose"]}{headers["X-Moz"]}";
        recorder.Add(new TrackedEvent(mail, new TrackedHit(kind, link, clock.GetUtcNow(), RequestSigns.Of(kind, headers.UserAgent.ToString(), purposes))));
    }
}
