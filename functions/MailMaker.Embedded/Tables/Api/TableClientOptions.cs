using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How a client speaks to the Table service: version, retries, transport.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options for a version of the service.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) => Version = serviceVersion switch
    {
        ServiceVersion.V2019_02_02 => "2019-02-02",
        ServiceVersion.V2020_12_06 => "2020-12-06",
        _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
    };

    /// <summary>Versions of the Table service.</summary>
#pragma warning disable CA1008, CA1707 // The package's own names and numbers.
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06: signs in with Microsoft Entra ID, too.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1008, CA1707

    /// <summary>The version as the <c>x-ms-version</c> header says it.</summary>
    internal string Version { get; }
}
