using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Delivery;

/// <summary>A part whose static texts were encoded before says the same as one that is encoded as a whole.</summary>
public sealed partial class EncodedOnceTests
{
    [Fact]
    public void Wherever_a_text_is_cut_into_static_texts_and_values_the_same_is_read_from_it()
    {
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var text = RandomText.Of(random, 1 + (round % 700));
            var (writer, texts) = (new PartWriter(16), new StaticTexts());
            writer.Begin(texts, MailPlaces.None);
            foreach (var piece in Cut(text, random))
            {
                if (random.Next(2) == 0)
                    writer.Write(Core.Content.Marks.Static + piece);
                else
                    writer.Write(piece.AsSpan());
            }

            var encoded = Encoded((ref MimeOutput output) => MimeBody.Write("text/plain"u8, writer, ref output));

            Assert.Equal(text, writer.Written.ToString());
            Assert.Equal(Read(Encoded((ref MimeOutput output) => MimeBody.Write("text/plain"u8, text, ref output))), Read(encoded));
            Assert.All(encoded.Split("\r\n"), line => Assert.True(line.Length <= 76 && !line.EndsWith(' ') && !line.EndsWith('\t') && !line.StartsWith('.') && !line.StartsWith("From ", StringComparison.Ordinal), line));
        }
    }

    [Fact]
    public void A_mail_is_the_same_to_the_octet_whoever_was_written_to_before()
    {
        var template = new MailTemplate
        {
            Name = "a", Subject = "Ciao {{firstName}}", Html = "<p>Ciao {{firstName}}, è \uFDD00\uFDD1 {{#each (items tags)}}<b>{{this}}</b>, {{/each}}</p>\r\n\uFDD2 . \n{{firstName}}",
        };
        var (busy, fresh) = (Compile(template), Compile(template));
        var buffer = new RenderBuffer();
        var model = new MailModel(new MailScene());
        foreach (var before in new[] { """{"tags":"x"}""", "{\"firstName\":\"" + new string('é', 2_000) + "\",\"tags\":\"1;2;3\"}" })
            Octets(busy, model, buffer, before);

        const string Maria = """{"firstName":"Maria = è","tags":"a;b"}""";
        var first = Octets(busy, model, buffer, Maria);

        Assert.Equal(first, Octets(busy, model, buffer, Maria));
        Assert.Equal(first, Octets(fresh, new MailModel(new MailScene()), new RenderBuffer(), Maria));
    }

    private delegate void Writing(ref MimeOutput output);

    private static CompiledMail Compile(MailTemplate template) =>
        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(template, null, ["https://shop.example/"])).Mail;

    private static string Octets(CompiledMail mail, MailModel model, RenderBuffer buffer, string fields)
    {
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(fields), "https://m.example/u/T"));
        model.Follow("https://m.example/c/T/", "https://m.example/o/T.gif");
        var rendered = Assert.IsType<RenderOutcome.Rendered>(mail.Render(model, buffer)).Mail;
        var octets = new ArrayBufferWriter<byte>();
        Assert.Null(MimeWriter.Write(
            new OutboundMail
            {
                OperationId = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff"), Account = "acme", Campaign = "spring", FromAddress = "news@acme.example", ToAddress = "maria@example.org",
                Subject = rendered.Subject, Rendered = rendered, Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
            },
            octets));
        return Encoding.UTF8.GetString(octets.WrittenSpan);
    }

    // Pieces of any length; never between the halves of a character or of a line break, where no template can be cut.
    private static IEnumerable<string> Cut(string text, Random random)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + random.Next(1, 90));
            while (end < text.Length && (char.IsLowSurrogate(text[end]) || text[end] == '\n'))
                end++;
            yield return text[at..end];
            at = end;
        }
    }

    private static string Encoded(Writing write)
    {
        var octets = new ArrayBufferWriter<byte>();
        var output = new MimeOutput(octets);
        write(ref output);
        output.Flush();
        return Encoding.ASCII.GetString(octets.WrittenSpan);
    }

    private static string Read(string part)
    {
        var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = part[(head + 4)..];
        if (part.AsSpan(0, head).Contains("base64", StringComparison.Ordinal))
            return Encoding.UTF8.GetString(Convert.FromBase64String(body));
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        return Encoding.UTF8.GetString([.. Escaped().Matches(joined).Select(m => m.Value.Length == 3 ? Convert.ToByte(m.Value[1..], 16) : (byte)m.Value[0])]);
    }

    [GeneratedRegex("=[0-9A-F]{2}|[^=]", RegexOptions.Singleline)]
    private static partial Regex Escaped();
}
