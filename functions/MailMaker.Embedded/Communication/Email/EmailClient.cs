using Azure.Core;
using MailMaker.Embedded.Communication;

namespace Azure.Communication.Email;

/// <summary>Sends e-mail through a resource of Azure Communication Services, over its REST API. Thread-safe.</summary>
public class EmailClient
{
    private readonly CommunicationResource resource;
    private readonly string version;

    /// <summary>The resource that a connection string names.</summary>
    /// <param name="connectionString"><c>endpoint=URL;accesskey=KEY</c>.</param>
    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    /// <summary>The resource that a connection string names.</summary>
    /// <param name="connectionString"><c>endpoint=URL;accesskey=KEY</c>.</param>
    /// <param name="options">How requests are made.</param>
    public EmailClient(string connectionString, EmailClientOptions options)
        : this(CommunicationResource.Parse(connectionString, options, TimeProvider.System), options, TimeProvider.System)
    {
    }

    /// <summary>The resource at <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="credential">Its access key.</param>
    /// <param name="options">How requests are made.</param>
    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = null)
        : this(endpoint, credential, options ?? new EmailClientOptions(), TimeProvider.System)
    {
    }

    /// <summary>The resource at <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">How requests are made.</param>
    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null)
    {
        options ??= new EmailClientOptions();
        resource = new CommunicationResource(endpoint, credential, options);
        version = options.ApiVersion;
        Clock = TimeProvider.System;
    }

    /// <summary>For mocking.</summary>
    protected EmailClient()
    {
        resource = null!;
        version = "";
        Clock = TimeProvider.System;
    }

    internal EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions options, TimeProvider clock)
        : this(new CommunicationResource(endpoint, credential, options, clock), options, clock)
    {
    }

    private EmailClient(CommunicationResource resource, EmailClientOptions options, TimeProvider clock)
    {
        this.resource = resource;
        version = options.ApiVersion;
        Clock = clock;
    }

    internal TimeProvider Clock { get; }

    /// <summary>Sends an e-mail under an operation id of its own. If the outcome stays unknown, a second call would send a second e-mail.</summary>
    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>Sends an e-mail. The service takes a second request with the same operation id for the first.</summary>
    /// <param name="wait">Started: return when the service has accepted it. Completed: ask until it is sent, which costs status quota.</param>
    /// <param name="message">The e-mail.</param>
    /// <param name="operationId">Id of the operation.</param>
    /// <param name="cancellationToken">Gives up; the e-mail may have been accepted.</param>
    /// <exception cref="ArgumentException">Sender, recipients, subject, body, a header, an address or an attachment is empty.</exception>
    /// <exception cref="RequestFailedException">The service refused; 429 with Retry-After when there were too many.</exception>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        EmailMessageRules.Check(message);
        using var request = resource.Create(RequestMethod.Post, "/emails:send", version);
        request.Request.Headers.Add("Operation-Id", operationId.ToString());
        request.Request.Headers.Add("Content-Type", "application/json");
        request.Request.Content = RequestContent.Create(EmailJson.Write(message));
        var response = await resource.SendAsync(request, 202, cancellationToken).ConfigureAwait(false);
        var operation = new EmailSendOperation(EmailJson.Read(response), response, this);
        if (wait == WaitUntil.Completed)
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    /// <summary>Sends an e-mail to one recipient under an operation id of its own.</summary>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        string? plainTextContent = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(wait, senderAddress, recipientAddress, subject, htmlContent, Guid.NewGuid(), plainTextContent, cancellationToken);

    /// <summary>Sends an e-mail to one recipient. The service takes a second request with the same operation id for the first.</summary>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        Guid operationId,
        string? plainTextContent = null,
        CancellationToken cancellationToken = default)
    {
        var content = new EmailContent(subject) { Html = htmlContent, PlainText = plainTextContent };
        return SendAsync(wait, new EmailMessage(senderAddress, recipientAddress, content), operationId, cancellationToken);
    }

    internal async Task<(SendStatus Status, Response Response)> GetStatusAsync(string id, CancellationToken cancellationToken)
    {
        using var request = resource.Create(RequestMethod.Get, "/emails/operations/" + Uri.EscapeDataString(id), version);
        var response = await resource.SendAsync(request, 200, cancellationToken).ConfigureAwait(false);
        return (EmailJson.Read(response), response);
    }
}
