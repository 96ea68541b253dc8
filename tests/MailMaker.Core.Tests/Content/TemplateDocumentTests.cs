using System.Text;
using System.Text.RegularExpressions;
using MailMaker.Core.Content;

namespace MailMaker.Core.Tests.Content;

/// <summary>What docs/templates.md shows is what is written.</summary>
public sealed partial class TemplateDocumentTests
{
    private static readonly MailScene Scene = new() { AssetsUrl = "https://static.example.com/acme" };

    [Fact]
    public void Every_example_writes_what_stands_beside_it()
    {
        var document = File.ReadAllText(Find());
        var contact = Encoding.UTF8.GetBytes(Contact().Match(document).Value.Trim());
        var examples = Example().Matches(document);

        Assert.True(examples.Count >= 15);
        Assert.All(examples, e => Assert.Equal(e.Groups[2].Value, Render(e.Groups[1].Value, contact)));
        Assert.Equal(Core.Content.Helpers.MailHelpers.Names.Order(), Core.Content.Helpers.MailHelpers.Names.Where(n => examples.Any(e => e.Groups[1].Value.Contains(n + " ", StringComparison.Ordinal))).Order());
    }

    private static string Render(string template, byte[] contact)
    {
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Text = template }, Scene)).Mail;
        var model = new MailModel(Scene);
        Assert.True(model.TryFill(contact, ""));
        return Assert.IsType<RenderOutcome.Rendered>(compiled.Render(model)).Mail.Text.ToString();
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "docs", "templates.md") is var path && File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("docs/templates.md was not found above the test assembly.");
    }

    [GeneratedRegex(@"^    \{.*\}$", RegexOptions.Multiline)]
    private static partial Regex Contact();

    [GeneratedRegex(@"^\| `(\{\{[^`]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Example();
}
