using MailMaker.Core.Content;

namespace MailMaker.Benchmarks.Content;

/// <summary>Renderings a second on one core.</summary>
internal static class ContentBenchmark
{
    public static void Run()
    {
        var mail = SampleMail.Compile();
        var model = new MailModel(SampleMail.Scene);
        var buffer = new RenderBuffer();
        model.TryFill(SampleMail.Contact, "https://m.example/u/token");
        model.Follow("https://m.example/c/token/", "https://m.example/o/token.gif");
        var rendered = ((RenderOutcome.Rendered)mail.Render(model, buffer)).Mail;
        Console.WriteLine($"A mail of {SampleMail.Fields} fields and {mail.Links.Count} tracked links: HTML {rendered.Html.Length:N0} characters, text {rendered.Text.Length:N0}");

        Measure.PerSecond("read a contact's fields", () => model.TryFill(SampleMail.Contact, "https://m.example/u/token"));
        Measure.PerSecond("read, render subject, HTML and text", () =>
        {
            model.TryFill(SampleMail.Contact, "https://m.example/u/token");
            mail.Render(model, buffer);
        });
        Measure.PerSecond("compile", () => TemplateCompiler.Compile(SampleMail.Template));
    }
}
