using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A change of the folder. Its parts run one after another on the committing thread; the caller is told when the change is on disk.</summary>
internal abstract class BlobWork
{
    /// <summary>The blob that is changed; with an empty name its container, and then the work is done alone.</summary>
    public abstract BlobAddress Target { get; }

    /// <summary>A written file whose content must be on disk before <see cref="Run"/>; null when it is, or there is none.</summary>
    public virtual SafeFileHandle? Unsynced => null;

    /// <summary>Whether <see cref="Stage"/> has rows to write ahead.</summary>
    public virtual bool Stages => false;

    /// <summary>Whether the journal must be emptied before: it holds what this work changes.</summary>
    public virtual bool NeedsCheckpoint(BlobJournal journal) => journal.Holds(Target);

    /// <summary>Whether <see cref="Run"/> needs a transaction of the catalog.</summary>
    public abstract bool NeedsCatalog(BlobCatalog catalog);

    /// <summary>Writes rows that must be on disk before the file appears.</summary>
    public virtual void Stage(SqliteSession session, BlobCatalog catalog)
    {
    }

    /// <summary>Checks the conditions and makes the change, or throws; an exception is this caller's alone.</summary>
    public abstract void Run(CommitScope scope);

    /// <summary>Tells the caller that the change is on disk.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the change may not be on disk.</summary>
    public abstract void Fail(Exception cause);
}
