using System.Text;
using System.Text.Json;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Content;

/// <summary>What is written, and how text messages are counted, beside programs that nobody here wrote.</summary>
public sealed class ForeignContentTests
{
    private const string Fields = """{"x":"1","name":"Anna","tags":"p;q","none":""}""";
    private const string Gsm = "abcdefghij 0123@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
    private static readonly string[] Escaped = ["^", "{", "}", "\\", "[", "~", "]", "|", "€"];
    private static readonly string[] Others = ["я", "한", "글", "’", "ç", "`", "😀", "👍🏽"];

    [Fact]
    public async Task Templates_are_written_as_handlebars_itself_writes_them()
    {
        var random = new RandomTemplates(seed: 20261123);
        var templates = Enumerable.Range(0, 300).Select(_ => random.Next()).ToList();

        var expected = await AskAsync<string>("write.mjs", $$"""{"fields":{{Fields}},"templates":{{JsonSerializer.Serialize(templates)}}}""");

        // White space around tags that stand alone on a line is taken away by other rules there.
        Assert.All(templates.Zip(expected), t => Assert.Equal((t.First, WithoutSpace(t.Second)), (t.First, WithoutSpace(Write(t.First)))));
    }

    [Fact]
    public async Task Segments_are_counted_as_by_twilios_calculator()
    {
        var random = new Random(20261123);
        var texts = Enumerable.Range(0, 500).Select(_ => Message(random)).ToList();

        var expected = await AskAsync<Counted>("segments.mjs", JsonSerializer.Serialize(texts));

        Assert.All(texts.Zip(expected), t => Assert.Equal((t.First, t.Second), (t.First, Count(t.First))));
    }

    private static async Task<List<T>> AskAsync<T>(string script, string question)
    {
        await NodePackages.InstallAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "question.json");
        await File.WriteAllTextAsync(file, question);
        var answer = await ChildProcess.RunAsync("node", [Path.Combine(NodePackages.ProjectFolder, "Content", "Foreign", script), file], NodePackages.ProjectFolder);
        return JsonSerializer.Deserialize<List<T>>(answer, JsonSerializerOptions.Web)!;
    }

    private static string Write(string template)
    {
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Text = template })).Mail;
        var model = new MailModel(new MailScene());
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(Fields), ""));
        return Assert.IsType<RenderOutcome.Rendered>(compiled.Render(model)).Mail.Text.ToString();
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Counted Count(string text)
    {
        var segments = SmsSegments.Of(text);
        return new Counted(segments.Encoding == SmsEncoding.Gsm7 ? "GSM-7" : "UCS-2", segments.Segments);
    }

    // Around the lengths at which a segment ends, of characters that take one septet, two, and none.
    private static string Message(Random random)
    {
        var (others, escaped) = (random.Next(2) == 0 ? 0 : random.Next(1, 20), random.Next(30));
        var text = new StringBuilder();
        for (var i = new[] { 66, 70, 134, 153, 160, 201, 306 }[random.Next(7)] + random.Next(-6, 7); i > 0; i--)
        {
            var chance = random.Next(100);
            text.Append(chance < others ? Others[random.Next(Others.Length)] : chance < others + escaped ? Escaped[random.Next(Escaped.Length)] : Gsm[random.Next(Gsm.Length)].ToString());
        }

        return text.ToString();
    }

    private sealed record Counted(string Encoding, int Segments);
}
