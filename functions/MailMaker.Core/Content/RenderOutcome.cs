namespace MailMaker.Core.Content;

/// <summary>What became of rendering a mail for one contact.</summary>
public abstract record RenderOutcome
{
    private RenderOutcome()
    {
    }

    /// <summary>It was rendered.</summary>
    /// <param name="Mail">The result.</param>
    public sealed record Rendered(RenderedMail Mail) : RenderOutcome;

    /// <summary>It can't be rendered for this contact.</summary>
    /// <param name="Reason">A few words without personal data, the same for every contact with the same fault.</param>
    public sealed record RenderFailed(string Reason) : RenderOutcome;
}
