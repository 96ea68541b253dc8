namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What is leased, as error codes name it.</summary>
internal enum LeasedKind
{
    Blob,
    Container,
}
