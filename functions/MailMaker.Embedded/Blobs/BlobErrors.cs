using Azure;
using MailMaker.Embedded.Blobs.Folder;

namespace MailMaker.Embedded.Blobs;

/// <summary>The service's refusals, by status and error code as documented in "Blob service error codes" and "Common REST API error codes".</summary>
internal static class BlobErrors
{
    public static RequestFailedException BlobNotFound() => Error(404, "BlobNotFound", "The specified blob does not exist.");

    public static RequestFailedException ContainerNotFound() => Error(404, "ContainerNotFound", "The specified container does not exist.");

    public static RequestFailedException ContainerAlreadyExists() => Error(409, "ContainerAlreadyExists", "The specified container already exists.");

    public static RequestFailedException BlobAlreadyExists() => Error(409, "BlobAlreadyExists", "The specified blob already exists.");

    public static RequestFailedException ConditionNotMet() => Error(412, "ConditionNotMet", "A condition of the request is not met.");

    public static RequestFailedException NotModified() => Error(304, "ConditionNotMet", "The blob has not changed.");

    public static RequestFailedException InvalidRange() => Error(416, "InvalidRange", "The range begins after the end of the blob.");

    public static RequestFailedException InvalidName() => Error(400, "InvalidResourceName", "The name has characters, a segment or a length that is not allowed.");

    public static RequestFailedException TypeMismatch() => Error(409, "ResourceTypeMismatch", "A folder is where the blob would be, or a blob where its folder would be.");

    public static RequestFailedException FolderNotEmpty() => Error(409, "DirectoryIsNotEmpty", "The folder is not empty.");

    public static RequestFailedException InvalidMetadata() => Error(400, "InvalidMetadata", "A metadata name is not a C# identifier, or a value is not printable ASCII.");

    public static RequestFailedException MetadataTooLarge() => Error(400, "MetadataTooLarge", "The metadata is larger than 8 KiB.");

    public static RequestFailedException CopySourceNotFound() => Error(404, "CannotVerifyCopySource", "The source of the copy is not a readable blob.");

    public static RequestFailedException InvalidHeaderValue() => Error(400, "InvalidHeaderValue", "A value of the request is not allowed.");

    public static RequestFailedException Error(int status, string code, string message) =>
        new(new FolderResponse(status, message, code), null, BlobErrorParser.Instance);
}
