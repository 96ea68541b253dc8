namespace MailMaker.Demo;

/// <summary>Nobody watches.</summary>
internal sealed class NoDemoProgress : IDemoProgress
{
    /// <inheritdoc />
    public void Import(int rows, int of)
    {
    }

    /// <inheritdoc />
    public void Campaign(int contacts, int of)
    {
    }
}
