using Spectre.Console;

namespace MailMaker.Demo;

/// <summary>Two bars on the terminal.</summary>
internal sealed class DemoProgressBars(ProgressContext view) : IDemoProgress
{
    private readonly ProgressTask import = view.AddTask("Import");
    private readonly ProgressTask campaign = view.AddTask("Campaign");

    /// <inheritdoc />
    public void Import(int rows, int of) => Show(import, rows, of);

    /// <inheritdoc />
    public void Campaign(int contacts, int of) => Show(campaign, contacts, of);

    private static void Show(ProgressTask bar, int done, int of)
    {
        if (of == 0)
            return;
        bar.MaxValue = of;
        bar.Value = done;
    }
}
