using Azure;
using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Gives a finished file the name of a blob.</summary>
internal sealed class PutWork(UnfinishedBlob file, BlobAddress blob, StoredProperties properties, RequestConditions? conditions, string? leaseId)
    : BlobWork<BlobState>
{
    private readonly BlobRow? row = properties.IsDefaultFor(blob.Name) ? null : new BlobRow(0, file.Stamp.ModifiedAt, properties);

    private string? admittedTo;
    private bool replaces;

    public override BlobAddress Target => blob;

    public override SafeFileHandle? Unsynced => file.IsSynced ? null : file.Handle;

    public override bool Stages => row is not null;

    public override bool NeedsCatalog(BlobCatalog catalog) =>
        row is not null || catalog.HasRows(blob.Container) || catalog.Lease(blob) is not null;

    // Written ahead under the new file's own version, so that the rename makes content and properties appear at once.
    public override void Stage(SqliteSession session, BlobCatalog catalog) => catalog.Put(session, blob, file.Stamp, row!);

    /// <summary>
    /// What the journal is to hold of it. Null when it must go the direct way: it is large, has rows to keep in step, or lies where other programs
    /// change files, which the journal would not know of.
    /// </summary>
    public JournalEntry? ForJournal(BlobCatalog catalog, BlobFolders folders) =>
        file.Small is { } content && !NeedsCatalog(catalog) && !folders.Of(blob.Container).IsPlain
            ? new JournalEntry(blob, file.Stamp.ModifiedAt, content)
            : null;

    /// <summary>Checks the conditions; false when the write is refused.</summary>
    public bool IsAdmitted(CommitScope scope)
    {
        Try(() => Admit(scope));
        return !IsRefused;
    }

    protected override BlobState Apply(CommitScope scope)
    {
        if (admittedTo is null)
            Admit(scope);
        Rename(scope, admittedTo!);
        if (replaces && scope.Catalog.HasRows(blob.Container))
            scope.Catalog.Keep(scope.Session, blob, file.Stamp);
        // A lease that no longer binds ends with the write (it can't be renewed after); so does one that outlived its blob.
        if (scope.Catalog.Lease(blob) is { } lease && !(replaces && lease.BindsAt(scope.Now)))
            scope.Catalog.RemoveLease(scope.Session, blob);
        return new BlobState(blob, file.Stamp, row);
    }

    private void Admit(CommitScope scope)
    {
        var container = scope.Existing(blob.Container);
        var path = container.PathOf(blob.Name);
        var current = scope.StateOf(blob, container, path);
        if (current.Stamp.Kind is FileKind.Folder or FileKind.Other || container.LeadsThroughLink(path))
            throw BlobErrors.TypeMismatch();
        Preconditions.Check(current, conditions, LeaseUse.Write);
        HeldLease.Check(current.Exists ? scope.Catalog.Lease(blob) : null, leaseId, LeasedKind.Blob, LeaseUse.Write, scope.Now);
        (admittedTo, replaces) = (path, current.Exists);
    }

    private void Rename(CommitScope scope, string path)
    {
        try
        {
            scope.Rename(file.Path, path);
        }
        catch (IOException e) when (e is not FileNotFoundException && scope.Folders.Of(blob.Container).IsPlain)
        {
            // In a plain folder a file may stand where a folder would have to be.
            throw BlobErrors.TypeMismatch();
        }
    }
}
