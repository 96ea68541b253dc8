using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function once for each version (ETag) of each blob whose path fits.</summary>
public sealed class BlobTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Watches a path.</summary>
    /// <param name="blobPath">Container, slash and pattern, such as <c>drop/{account}/{name}.csv</c>; <c>%setting%</c> is replaced.</param>
    public BlobTriggerAttribute(string blobPath) => BlobPath = blobPath;

    /// <summary>Container, slash and pattern of the blob names.</summary>
    public string BlobPath { get; }

    /// <summary>Name of the setting that holds the connection string; <c>AzureWebJobsStorage</c> when null.</summary>
    public string? Connection { get; set; }

    /// <summary>How the service learns of blobs.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}
