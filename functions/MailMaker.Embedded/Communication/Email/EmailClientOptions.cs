using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>How requests are made. The pipeline retries 429 by itself and waits as long as it is told; set <c>Retry.MaxRetries</c> to 0 to see it.</summary>
public class EmailClientOptions : ClientOptions
{
    /// <summary>Options with the defaults of Azure.Core.</summary>
    /// <param name="version">Version of the service.</param>
    public EmailClientOptions(ServiceVersion version = ServiceVersion.V2025_09_01) => ApiVersion = version switch
    {
        ServiceVersion.V2023_03_31 => "2023-03-31",
        ServiceVersion.V2025_09_01 => "2025-09-01",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

#pragma warning disable CA1707 // The service's names.
    /// <summary>Versions of the service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2023-03-31.</summary>
        V2023_03_31 = 3,

        /// <summary>2025-09-01.</summary>
        V2025_09_01 = 5,
    }
#pragma warning restore CA1707

    internal string ApiVersion { get; }
}
