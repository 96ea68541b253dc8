using System.Diagnostics;

namespace MailMaker.Tests.Crash;

/// <summary>The mails that lie in an outbox, as if a mail server had taken them.</summary>
internal static class OutboxMails
{
    // Between the beginning of a hand-over and the end of its file; no hand-over begins in so much of a claim's end.
    private static readonly TimeSpan Writing = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads them; each was taken when its file was written last.</summary>
    public static IReadOnlyList<TakenBySink> Read(string folder)
    {
        var (now, stamp) = (DateTime.UtcNow, Stopwatch.GetTimestamp());
        return
        [
            .. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Select(file =>
            {
                var header = File.ReadLines(file).TakeWhile(l => l.Length > 0).ToList();
                var at = stamp - (long)((now - File.GetLastWriteTimeUtc(file)).TotalSeconds * Stopwatch.Frequency);
                return new TakenBySink(Of(header, "Subject: "), AddressOf(Of(header, "To: ")), Of(header, "Message-ID: "), at - (long)(Writing.TotalSeconds * Stopwatch.Frequency), at);
            }),
        ];
    }

    private static string AddressOf(string to) => to[(to.LastIndexOf('<') + 1)..].TrimEnd('>');

    private static string Of(List<string> header, string name) => header.First(l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase))[name.Length..];
}
