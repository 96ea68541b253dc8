namespace MailMaker.Embedded.Storage;

/// <summary>A write was refused because an earlier one could not be synced to disk: what is on disk is unknown until the store is reopened.</summary>
internal sealed class StoreFailedException(Exception cause)
    : IOException("The store stopped accepting writes: an earlier commit could not be synced to disk. Check the disk, then restart.", cause);
