using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using MailMaker.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MailMaker.Campaigns;

/// <summary>
/// A campaign's status as server-sent events (HTML Living Standard §9.2): one whenever something changed, at most once a second, until the campaign is over, the client goes or the host
/// stops. Ends of itself before the 230 seconds after which Azure's load balancer cuts an answer; a client comes back by itself, and gets nothing twice.
/// </summary>
/// <param name="first">Where the campaign stands.</param>
/// <param name="next">Reads where it stands, in step with all others who watch it.</param>
/// <param name="clock">The clock.</param>
/// <param name="stopping">The host stops.</param>
internal sealed class CampaignWatch(CampaignStatus first, Func<CancellationToken, Task<CampaignStatus?>> next, TimeProvider clock, CancellationToken stopping) : IResult
{
    /// <summary>How long one answer lasts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(200);

    /// <summary>After so long without a change the client is shown that the connection lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var known = httpContext.Request.Headers["Last-Event-ID"].ToString();
        // §9.2.1: 204 tells a client that came back not to come again.
        if (first.IsOver && known == IdOf(first))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await SayAsync(response, "retry: 1000\n\n", gone.Token);
            await WatchAsync(response, known, gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody listens any more, or the host stops: the client comes back.
        }
    }

    private async Task WatchAsync(HttpResponse response, string known, CancellationToken gone)
    {
        var (began, said) = (clock.GetTimestamp(), clock.GetTimestamp());
        for (var status = first; status is not null; status = await next(gone))
        {
            var id = IdOf(status);
            if (id != known)
            {
                await SayAsync(response, $"id: {id}\nevent: {(status.IsOver ? "end" : "status")}\ndata: {JsonSerializer.Serialize(status, DefinitionJson.Options)}\n\n", gone);
                (known, said) = (id, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(said) >= Heartbeat)
            {
                await SayAsync(response, ":\n\n", gone);
                said = clock.GetTimestamp();
            }

            if (status.IsOver || clock.GetElapsedTime(began) >= Longest)
                return;
            await Task.Delay(Step, clock, gone);
        }
    }

    // What changes with the clock alone - rates and estimates - is no change. That it stands, or waits for somebody to mend something, is one though nobody's outcome moves.
    private static string IdOf(CampaignStatus status)
    {
        var lasting = JsonSerializer.SerializeToUtf8Bytes(new { status.Campaign, status.Counts, status.Tracking, status.Stuck, status.Holds, status.DeadSlicesByReason }, DefinitionJson.Options);
        return XxHash3.HashToUInt64(lasting).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static async Task SayAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
