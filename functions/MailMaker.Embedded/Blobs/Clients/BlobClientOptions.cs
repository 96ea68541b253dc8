using Azure.Core;

namespace Azure.Storage.Blobs;

/// <summary>How requests to the Blob service are made: retries, transport, diagnostics. The embedded home makes none.</summary>
/// <remarks>Requests name service version 2023-11-03, the oldest that knows all that is used here; every later service accepts it.</remarks>
public class BlobClientOptions : ClientOptions
{
    /// <summary>Options with the defaults of Azure.Core.</summary>
    /// <param name="version">The newest service version the caller knows.</param>
    public BlobClientOptions(ServiceVersion version = ServiceVersion.V2026_06_06)
    {
        if (!Enum.IsDefined(version))
            throw new ArgumentOutOfRangeException(nameof(version));
    }

#pragma warning disable CA1707 // The service's names.
    /// <summary>Versions of the Blob service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2023-11-03.</summary>
        V2023_11_03 = 20,

        /// <summary>2026-06-06.</summary>
        V2026_06_06 = 31,
    }
#pragma warning restore CA1707
}
