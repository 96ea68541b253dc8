namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Empties the journal some time after it was written, so that a replay never brings back what was deleted long ago.</summary>
internal sealed class CheckpointWork : BlobWork<bool>
{
    public override BlobAddress Target => new("", "");

    public override bool NeedsCheckpoint(BlobJournal journal) => true;

    public override bool NeedsCatalog(BlobCatalog catalog) => false;

    protected override bool Apply(CommitScope scope) => true;
}
