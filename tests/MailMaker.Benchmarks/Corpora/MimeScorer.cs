using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Messages of other parsers' test suites, and the fields on which two independent readers agree.</summary>
internal sealed class MimeScorer : CorpusScorer
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public override string Name => "mime";

    public override string Needs => "mime-expected.jsonl";

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        yield return Survival(folder);
        yield return Fields(folder);
    }

    // Every file at all is read and looked through: none may throw or take long.
    private static CorpusScore Survival(string folder)
    {
        var (good, all, notes) = (0, 0, new List<string>());
        foreach (var file in Directory.EnumerateDirectories(folder, "mime-*").SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories)))
        {
            all++;
            var watch = Stopwatch.StartNew();
            var fault = LookThrough(File.ReadAllBytes(file));
            if (fault is null && watch.Elapsed < Longest)
                good++;
            else
                notes.Add($"{Path.GetRelativePath(folder, file)}: {fault} after {watch.Elapsed.TotalSeconds:F2} s");
        }

        return new("mime: read within 2 s", good, all, Mark.AtLeast(1), notes);
    }

    private static string? LookThrough(byte[] bytes)
    {
        try
        {
            MimeWalk.Through(InboundMail.Read(bytes));
            return null;
        }
#pragma warning disable CA1031 // any exception is what is looked for
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }
    }

    private static CorpusScore Fields(string folder)
    {
        var (good, all, notes) = (0, 0, new List<string>());
        foreach (var item in Lines(Path.Combine(folder, "mime-expected.jsonl")))
        {
            var file = item.GetProperty("file").GetString()!;
            if (item.GetProperty("agreed").ValueKind != JsonValueKind.Object || !File.Exists(Path.Combine(folder, file)))
                continue;
            var mail = InboundMail.Read(File.ReadAllBytes(Path.Combine(folder, file)));
            foreach (var agreed in item.GetProperty("agreed").EnumerateObject())
            {
                all++;
                var (expected, actual) = (Normal(agreed.Value), Actual(mail, agreed.Name));
                if (expected == actual)
                    good++;
                else
                    notes.Add($"{file} {agreed.Name}: {expected} but got {actual}");
            }
        }

        return new("mime: agreed fields", good, all, Mark.AtLeast(.98), notes);
    }

    private static string Normal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join('|', value.EnumerateArray().Select(Normal)),
        _ => Squeeze(value.GetString()!),
    };

    private static string Actual(InboundMail mail, string field) => field switch
    {
        "from" => Addresses(mail.From),
        "to" => Addresses(mail.To),
        "subject" => Squeeze(mail.Subject),
        "date" => mail.Date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "",
        "msgid" => mail.MessageId is { } id ? $"<{id}>" : "",
        "text_sha1_ws_normalised" => Sha1(Squeeze(mail.BodyText() ?? "")),
        "html_sha1_ws_normalised" => Sha1(Squeeze(mail.BodyHtml() ?? "")),
        "named_attachments" => string.Join('|', Attachments(mail).Order(StringComparer.Ordinal)),
        _ => "?",
    };

    private static string Addresses(IEnumerable<Mailbox> mailboxes) =>
        string.Join('|', mailboxes.Select(m => m.Address.ToLowerInvariant()));

    // Both readers count what hangs on a forwarded message to the message around it, unless that is an attachment itself; neither counts messages and reports, whatever their names.
    private static IEnumerable<string> Attachments(InboundMail mail) =>
        mail.Parts.Where(p => p.FileName is not null && p.IsAttachment && p.Message is null && p.MediaType != "message/delivery-status").Select(p => $"{p.FileName}|{Convert.ToHexStringLower(Hash(p.Decode().Span))}")
            .Concat(mail.Parts.Where(p => p.Message is not null && p.Disposition?.Value != "attachment").SelectMany(p => Attachments(p.Message!)));

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Sha1(string text) => Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(text)));

#pragma warning disable CA5350 // the answers are told as SHA-1
    private static byte[] Hash(ReadOnlySpan<byte> bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350
}
