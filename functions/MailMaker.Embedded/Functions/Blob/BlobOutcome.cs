namespace MailMaker.Embedded.Functions.Blob;

/// <summary>How far a function is with a version of a blob. The numbers are stored.</summary>
internal enum BlobOutcome
{
    /// <summary>It was tried and has not succeeded.</summary>
    Tried = 0,

    /// <summary>It is done.</summary>
    Done = 1,

    /// <summary>It failed as often as it may, and is left alone.</summary>
    Poison = 2,
}
