using Azure.Core;
using MailMaker.Embedded.Communication;

namespace Azure.Communication.Sms;

/// <summary>
/// Sends text messages through a resource of Azure Communication Services, over its REST API. The ids that make a request repeatable are made per call,
/// so they cover the pipeline's retries and not a second call. Thread-safe.
/// </summary>
public class SmsClient
{
    private readonly CommunicationResource resource;
    private readonly string version;
    private readonly TimeProvider clock;

    /// <summary>The resource that a connection string names.</summary>
    /// <param name="connectionString"><c>endpoint=URL;accesskey=KEY</c>.</param>
    public SmsClient(string connectionString)
        : this(connectionString, new SmsClientOptions())
    {
    }

    /// <summary>The resource that a connection string names.</summary>
    /// <param name="connectionString"><c>endpoint=URL;accesskey=KEY</c>.</param>
    /// <param name="options">How requests are made.</param>
    public SmsClient(string connectionString, SmsClientOptions options)
        : this(CommunicationResource.Parse(connectionString, options, TimeProvider.System), options, TimeProvider.System)
    {
    }

    /// <summary>The resource at <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="keyCredential">Its access key.</param>
    /// <param name="options">How requests are made.</param>
    public SmsClient(Uri endpoint, AzureKeyCredential keyCredential, SmsClientOptions? options = null)
        : this(endpoint, keyCredential, options ?? new SmsClientOptions(), TimeProvider.System)
    {
    }

    /// <summary>The resource at <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="tokenCredential">Who asks.</param>
    /// <param name="options">How requests are made.</param>
    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
    {
        options ??= new SmsClientOptions();
        resource = new CommunicationResource(endpoint, tokenCredential, options);
        version = options.ApiVersion;
        clock = TimeProvider.System;
    }

    /// <summary>For mocking.</summary>
    protected SmsClient()
    {
        resource = null!;
        version = "";
        clock = TimeProvider.System;
    }

    internal SmsClient(Uri endpoint, AzureKeyCredential credential, SmsClientOptions options, TimeProvider clock)
        : this(new CommunicationResource(endpoint, credential, options, clock), options, clock)
    {
    }

    private SmsClient(CommunicationResource resource, SmsClientOptions options, TimeProvider clock)
    {
        this.resource = resource;
        version = options.ApiVersion;
        this.clock = clock;
    }

    /// <summary>Sends a text message to one recipient.</summary>
    /// <param name="from">The sender's number or name.</param>
    /// <param name="to">The recipient's number, E.164.</param>
    /// <param name="message">Up to 2,048 characters.</param>
    /// <param name="options">How it is sent.</param>
    /// <param name="cancellationToken">Gives up; it may have been accepted.</param>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        var all = await SendAsync(from, [to], message, options, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(all.Value[0], all.GetRawResponse());
    }

    /// <summary>Sends a text message to 1 to 100 recipients; each has its result.</summary>
    /// <param name="from">The sender's number or name.</param>
    /// <param name="to">The recipients' numbers, E.164.</param>
    /// <param name="message">Up to 2,048 characters.</param>
    /// <param name="options">How it is sent.</param>
    /// <param name="cancellationToken">Gives up; it may have been accepted.</param>
    /// <exception cref="ArgumentException">Sender, recipients, one of them, or message is empty.</exception>
    /// <exception cref="RequestFailedException">The service refused all; 429 with Retry-After when there were too many.</exception>
    public virtual async Task<Response<IReadOnlyList<SmsSendResult>>> SendAsync(
        string from, IEnumerable<string> to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(message);
        ArgumentNullException.ThrowIfNull(to);
        var recipients = to.ToList();
        if (recipients.Count == 0 || recipients.Exists(string.IsNullOrEmpty))
            throw new ArgumentException("The list of recipients, or one of them, is empty.", nameof(to));
        using var request = resource.Create(RequestMethod.Post, "/sms", version);
        request.Request.Headers.Add("Content-Type", "application/json");
        request.Request.Content = RequestContent.Create(SmsJson.Write(from, recipients, message, options, clock.GetUtcNow()));
        var response = await resource.SendAsync(request, 202, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(SmsJson.Read(response), response);
    }
}
