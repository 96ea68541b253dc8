namespace MailMaker.Contracts.Blobs;

/// <summary>
/// Where Azurite 3.37 does not do what the Blob service is documented to do. A test that meets one holds Azurite to the difference, so that it
/// fails, and the line here goes, once Azurite does right. The data folder has none.
/// </summary>
[Flags]
public enum AzuriteDifferences
{
    /// <summary>All as documented.</summary>
    None = 0,

    /// <summary>
    /// A blob's name of more than 1,024 characters is taken. Documented ("Naming and referencing containers, blobs, and metadata"): 1 to 1,024
    /// characters, else 400.
    /// </summary>
    LongNamesAreTaken = 1,

    /// <summary>
    /// A range that begins right after the last byte is answered with nothing. Documented ("Specifying the range header for Blob service
    /// operations", "Blob service error codes"): 416 InvalidRange.
    /// </summary>
    RangeAtTheEndIsEmpty = 2,

    /// <summary>A read on condition of an ETag, of a blob that is gone, is 412 ConditionNotMet. Documented ("Blob service error codes"): 404 BlobNotFound.</summary>
    ConditionComesBeforeExistence = 4,

    /// <summary>All of them.</summary>
    Azurite = LongNamesAreTaken | RangeAtTheEndIsEmpty | ConditionComesBeforeExistence,
}
