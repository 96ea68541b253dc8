using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Delivery.Communication;

/// <summary>Makes the clients of Azure Communication Services from the settings, with their own retries off: they would wait inside a hand-over for as long as they are told.</summary>
internal static class CommunicationSettings
{
    /// <summary>The setting with the connection string of the resource.</summary>
    public const string ConnectionString = "Delivery:Acs:ConnectionString";

    /// <summary>The setting with the resource's address, for the app's managed identity.</summary>
    public const string Endpoint = "Delivery:Acs:Endpoint";

    // A hand-over that takes longer is taken for lost; the queue's lock outlives it.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    /// <summary>The client for e-mail.</summary>
    public static EmailClient Email(IConfiguration configuration)
    {
        var options = Tuned(new EmailClientOptions());
        return configuration[ConnectionString] is { Length: > 0 } connection
            ? new EmailClient(connection, options)
            : new EmailClient(Address(configuration), new DefaultAzureCredential(), options);
    }

    /// <summary>The client for text messages.</summary>
    public static SmsClient Sms(IConfiguration configuration)
    {
        var options = Tuned(new SmsClientOptions());
        return configuration[ConnectionString] is { Length: > 0 } connection
            ? new SmsClient(connection, options)
            : new SmsClient(Address(configuration), new DefaultAzureCredential(), options);
    }

    private static T Tuned<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AnswerWithin;
        return options;
    }

    private static Uri Address(IConfiguration configuration) =>
        configuration[Endpoint] is { Length: > 0 } endpoint
            ? new Uri(endpoint)
            : throw new InvalidOperationException($"Set {ConnectionString} to the connection string of Azure Communication Services, or {Endpoint} to use the app's identity.");
}
