using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MailMaker.Embedded.Communication;

/// <summary>A resource of Azure Communication Services: where it is, and the pipeline that sends to it.</summary>
internal sealed class CommunicationResource
{
    // With two slashes, as the service's own clients ask for it.
    private const string TokenScope = "https://communication.azure.com//.default";

    private readonly HttpPipeline pipeline;
    private readonly Uri endpoint;

    public CommunicationResource(Uri endpoint, AzureKeyCredential credential, ClientOptions options, TimeProvider clock)
        : this(endpoint, new HmacPolicy(credential, clock), options)
    {
    }

    public CommunicationResource(Uri endpoint, TokenCredential credential, ClientOptions options)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential, TokenScope), options)
    {
    }

    private CommunicationResource(Uri endpoint, HttpPipelinePolicy authentication, ClientOptions options)
    {
        this.endpoint = endpoint;
        pipeline = HttpPipelineBuilder.Build(options, authentication);
    }

    /// <summary>Reads <c>endpoint=https://…/;accesskey=…</c>.</summary>
    /// <exception cref="InvalidOperationException">It lacks one of the two.</exception>
    public static CommunicationResource Parse(string connectionString, ClientOptions options, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        if (!settings.TryGetValue("endpoint", out var endpoint) || !settings.TryGetValue("accesskey", out var key))
            throw new InvalidOperationException("The connection string must have the form endpoint=URL;accesskey=KEY.");
        return new CommunicationResource(new Uri(endpoint), new AzureKeyCredential(key), options, clock);
    }

    public HttpMessage Create(RequestMethod method, string path, string version)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(endpoint);
        message.Request.Uri.AppendPath(path, false);
        message.Request.Uri.AppendQuery("api-version", version, true);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }

    /// <summary>Sends; an answer other than <paramref name="expected"/> is an error. What the pipeline retries (429 included) it has retried by then.</summary>
    public async Task<Response> SendAsync(HttpMessage message, int expected, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.Status == expected ? message.Response : throw new RequestFailedException(message.Response);
    }
}
