using Azure.Core;

namespace Azure.Communication.Sms;

/// <summary>How requests are made. The pipeline retries 429 by itself and waits as long as it is told; set <c>Retry.MaxRetries</c> to 0 to see it.</summary>
public class SmsClientOptions : ClientOptions
{
    /// <summary>Options with the defaults of Azure.Core.</summary>
    /// <param name="version">Version of the service.</param>
    public SmsClientOptions(ServiceVersion version = ServiceVersion.V2021_03_07) => ApiVersion = version switch
    {
        ServiceVersion.V2021_03_07 => "2021-03-07",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

#pragma warning disable CA1707 // The service's names.
    /// <summary>Versions of the service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2021-03-07.</summary>
        V2021_03_07 = 1,
    }
#pragma warning restore CA1707

    internal string ApiVersion { get; }
}
