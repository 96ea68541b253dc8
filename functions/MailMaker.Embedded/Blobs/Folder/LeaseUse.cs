namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What a request does to what is leased: only writers must name the lease.</summary>
internal enum LeaseUse
{
    Read,
    Write,
}
