using System.Buffers;
using MailMaker.Benchmarks.Content;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Benchmarks.Delivery;

/// <summary>Messages written a second on one core.</summary>
internal static class DeliveryBenchmark
{
    public static void Run()
    {
        var contact = ContactId.Of(KeyKind.Email, "maria.rossi@example.org");
        var tokens = new UnsubscribeTokens(new SigningSecret(new byte[32]));
        var tag = CampaignTag.Of("acme", "spring-2026");
        var target = new ArrayBufferWriter<byte>(64 * 1024);
        var mail = SampleMail.Compile();
        var model = new MailModel(SampleMail.Scene);
        var buffer = new RenderBuffer();
        model.Follow("https://m.example/c/token/", "https://m.example/o/token.gif");
        var western = Mail(Rendered(mail, model, buffer, "https://m.example/u/token"));
        var korean = western with { Html = new string('한', 5_000).AsMemory(), Text = new string('글', 1_000).AsMemory(), Subject = "안녕하세요 고객님" };
        MimeWriter.Write(western, target);
        Console.WriteLine($"A message of {target.WrittenCount:N0} octets");

        Measure.PerSecond("operation id", () => OperationId.Of("acme", "spring-2026", "news", contact, MessageChannel.Email));
        Measure.PerSecond("unsubscribe token", () => tokens.Write(new UnsubscribeLink("acme", "customers", contact, "spring-2026")));
        Measure.PerSecond("write a message, quoted-printable", () => Write(western, target));
        var once = western with { Rendered = Rendered(mail, model, buffer, "https://m.example/u/token") };
        Measure.PerSecond("write a message, static text encoded once", () => Write(once, target));
        Measure.PerSecond("write a message, base64", () => Write(korean, target));
        Measure.PerSecond("tokens, render, write: all of one mail, encoded as a whole", () =>
        {
            var link = "https://m.example/u/" + tokens.Write(new UnsubscribeLink("acme", "customers", contact, "spring-2026"), [], out var tracking);
            model.Follow($"https://m.example/c/{tracking}/", $"https://m.example/o/{tracking}.gif");
            Write(Mail(Rendered(mail, model, buffer, link)), target);
        });
        Measure.PerSecond("the same, static text encoded once, with mark and mailto", () =>
        {
            Span<byte> signature = stackalloc byte[MailMark.SignatureSize];
            var token = tokens.Write(new UnsubscribeLink("acme", "customers", contact, "spring-2026"), signature, out var tracking);
            var mark = MailMark.Of(contact, tag, "maria.rossi@example.org", signature);
            model.Follow($"https://m.example/c/{tracking}/", $"https://m.example/o/{tracking}.gif");
            var rendered = Rendered(mail, model, buffer, "https://m.example/u/" + token);
            var marked = western with
            {
                Subject = rendered.Subject, Rendered = rendered,
                ListUnsubscribeMailto = $"mailto:unsubscribe@in.example?subject=unsubscribe%20{token}", ReturnPath = $"bounce+{mark}@in.example",
                MessageId = $"{mark}@in.example", FeedbackId = "spring-2026:customers:acme:mailmaker",
            };
            Write(marked, target);
        });
    }

    private static RenderedMail Rendered(CompiledMail mail, MailModel model, RenderBuffer buffer, string link)
    {
        model.TryFill(SampleMail.Contact, link);
        return ((RenderOutcome.Rendered)mail.Render(model, buffer)).Mail;
    }

    private static void Write(OutboundMail mail, ArrayBufferWriter<byte> target)
    {
        target.ResetWrittenCount();
        MimeWriter.Write(mail, target);
    }

    private static OutboundMail Mail(RenderedMail rendered) => new()
    {
        OperationId = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff"),
        Account = "acme",
        Campaign = "spring",
        FromAddress = "news@shop.example",
        FromName = "Negozio Città",
        ToAddress = "maria.rossi@example.org",
        ToName = "Maria D’Alò",
        Subject = rendered.Subject,
        Html = rendered.Html,
        Text = rendered.Text,
        ListUnsubscribeUrl = "https://m.example/u/token",
        Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
    };
}
