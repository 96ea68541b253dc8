using System.Text;

namespace MailMaker.Tests.Content;

/// <summary>Templates by chance: values, conditions, loops and their else parts within each other, with white space control, comments and escapes.</summary>
internal sealed class RandomTemplates(int seed)
{
    private static readonly string[] Texts = ["text", "x y", " ", "\n", "<b>", "a.\n", "{ x", " }"];
    private static readonly string[] Values = ["x", "name", "none", "missing", "contact.name", "@root.name", "this.name"];
    // In loops within loops handlebars.js takes ../ for the outermost where both items are the same text.
    private static readonly string[] ValuesOfItems = ["this", "@index", "../name", "."];
    private static readonly string[] Conditions = ["x", "name", "none", "missing", "(eq name \"anna\")", "(eq x name)", "contact.none", "(default none name)"];
    private static readonly string[] ConditionsOfItems = ["@first", "@last", "../x"];
    private static readonly string[] Asides = ["{{! c }}", "{{!-- {{x}} --}}", "{{~! c ~}}", "\\{{x}}"];
    private readonly Random random = new(seed);

    /// <summary>The next one.</summary>
    public string Next() => $"S{Body(0, 3)}E";

    private string Body(int loops, int depth)
    {
        var body = new StringBuilder(Space());
        for (var i = random.Next(1, 4); i > 0; i--)
            body.Append(Node(loops, depth)).Append(Space());
        return body.ToString();
    }

    private string Node(int loops, int depth) => depth == 0 ? Pick(Texts) : random.Next(20) switch
    {
        < 6 => Pick(Texts),
        < 10 => $"{{{{{Strip()}{(loops == 1 && random.Next(2) == 0 ? Pick(ValuesOfItems) : Pick(Values))}{Strip()}}}}}",
        10 => Pick(Asides),
        < 15 => $"{{{{{Strip()}#if {Condition(loops)}{Strip()}}}}}{Body(loops, depth - 1)}{ElseIf(loops, depth)}{Else(loops, depth)}{{{{{Strip()}/if{Strip()}}}}}",
        < 17 => $"{{{{#unless {Condition(loops)}}}}}{Body(loops, depth - 1)}{Else(loops, depth)}{{{{/unless}}}}",
        < 19 => $"{{{{#each (items @root.{(random.Next(2) == 0 ? "tags" : "none")})}}}}{Body(loops + 1, depth - 1)}{Else(loops, depth)}{{{{/each}}}}",
        _ => Pick(["{{^missing}}*{{/missing}}", "{{^x}}*{{/x}}", "{{#with contact}}*{{/with}}"]).Replace("*", Body(0, depth - 1), StringComparison.Ordinal),
    };

    private string Condition(int loops) => loops == 1 && random.Next(3) == 0 ? Pick(ConditionsOfItems) : Pick(Conditions);

    private string ElseIf(int loops, int depth) => random.Next(3) > 0 ? "" : $"{{{{{Strip()}else if {Condition(loops)}{Strip()}}}}}{Body(loops, depth - 1)}";

    private string Else(int loops, int depth) => random.Next(2) > 0 ? "" : $"{{{{{Strip()}{(random.Next(2) == 0 ? "else" : "^")}{Strip()}}}}}{Body(loops, depth - 1)}";

    private string Space() => Pick(["", "", " ", "\n", "  \n", "\n  "]);

    private string Strip() => random.Next(5) == 0 ? "~" : "";

    private string Pick(string[] of) => of[random.Next(of.Length)];
}
