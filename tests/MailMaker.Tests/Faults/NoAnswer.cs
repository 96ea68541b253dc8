using Azure;

namespace MailMaker.Tests.Faults;

/// <summary>What a client of storage throws when no answer came to its request, nor to its tries again.</summary>
internal static class NoAnswer
{
    /// <summary>The request may be lost on its way.</summary>
    public static void MayComeBefore(FaultPlan plan)
    {
        if (plan.Strikes(Fault.LostRequest))
            throw Exception(plan);
    }

    /// <summary>The request was done, and the answer may be lost.</summary>
    public static void MayComeAfter(FaultPlan plan)
    {
        if (plan.Strikes(Fault.LostAnswer))
            throw Exception(plan);
    }

    // Azure.Core: RetryPolicy throws AggregateException after more than one exception; a try that lasts too long is a TaskCanceledException although nobody cancelled;
    // a broken connection is a RequestFailedException of status 0.
    private static Exception Exception(FaultPlan plan) => plan.Below(3) switch
    {
        0 => new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout of 0:01:40."),
        1 => new RequestFailedException(0, "The response ended prematurely.", null, new HttpRequestException("The response ended prematurely.")),
        _ => new AggregateException(
            "Retry failed after 4 tries.",
            Enumerable.Range(0, 4).Select(_ => new RequestFailedException(0, "Connection reset by peer.", null, new IOException("Connection reset by peer.")))),
    };
}
