using MailMaker.Core.Consent;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Consent;

/// <summary>
/// What the body of a leaving POST tells: only who pressed which button. Mail programs send <c>List-Unsubscribe=One-Click</c> as a form or as multipart, some
/// send nothing; the POST itself is the wish, and no body however odd stands in its way.
/// </summary>
internal static class LeaveBody
{
    private const int MostBytes = 4096;

    /// <summary>The way out that was taken.</summary>
    public static async Task<GoodbyeReason> ReasonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadBodyAsync(MostBytes, cancellationToken) is { } body && body.Span.SequenceEqual("from=page"u8)
                ? GoodbyeReason.Link
                : GoodbyeReason.OneClick;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Cut off on the way: still a POST.
            return GoodbyeReason.OneClick;
        }
    }
}
