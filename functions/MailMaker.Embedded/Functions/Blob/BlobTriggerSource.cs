namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the service learns of blobs. The embedded home watches and scans the folder in both cases.</summary>
public enum BlobTriggerSource
{
    /// <summary>Storage logs and container scans.</summary>
    LogsAndContainerScan,

    /// <summary>Event Grid events.</summary>
    EventGrid,
}
