using System.Collections;

namespace MailMaker.Core.Content;

/// <summary>
/// The value of a field that says <c>false</c>. Fields are text, and Handlebars takes any text for true; it takes an empty sequence for false.
/// </summary>
internal sealed class FalseValue : IEnumerable
{
    public const string Text = "false";

    public static readonly FalseValue Instance = new();

    /// <summary>What a template gets to see of a text.</summary>
    public static object MeaningOf(string value) => value == Text ? Instance : value;

    private FalseValue()
    {
    }

    public IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

    public override string ToString() => Text;
}
