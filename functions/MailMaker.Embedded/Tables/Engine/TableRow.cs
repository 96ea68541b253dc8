namespace MailMaker.Embedded.Tables.Engine;

/// <summary>A table as the engine knows it.</summary>
/// <param name="id">Its number, part of every row's key; never given to another table.</param>
/// <param name="name">Its name as it was created.</param>
internal sealed class TableRow(int id, string name)
{
    private volatile bool deleted;

    public int Id => id;

    public string Name => name;

    /// <summary>Set on the writer thread: work that was queued before the deletion finds out when its turn comes.</summary>
    public bool Deleted
    {
        get => deleted;
        set => deleted = value;
    }
}
