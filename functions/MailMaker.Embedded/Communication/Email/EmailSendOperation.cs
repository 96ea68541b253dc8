using System.Globalization;
using MailMaker.Embedded.Communication;

namespace Azure.Communication.Email;

/// <summary>The sending of an e-mail. Its id is the message id of the delivery reports.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    private SendStatus? status;
    private Response? response;

    /// <summary>The operation that was started earlier.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="client">A client of the same resource.</param>
    public EmailSendOperation(string id, EmailClient client)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        Client = client;
    }

    /// <summary>For mocking.</summary>
    protected EmailSendOperation() => Id = "";

    internal EmailSendOperation(SendStatus started, Response response, EmailClient client)
        : this(started.Id, client)
    {
        status = started;
        this.response = response;
    }

    /// <inheritdoc />
    public override string Id { get; }

    private EmailClient? Client { get; }

    /// <inheritdoc />
    public override bool HasCompleted => status?.IsFinal ?? false;

    /// <inheritdoc />
    public override bool HasValue => status?.Status == EmailSendStatus.Succeeded;

    /// <inheritdoc />
    public override EmailSendResult Value => status switch
    {
        { IsFinal: true } done when HasValue => new EmailSendResult(done.Status),
        { IsFinal: true } failed => throw Failure(failed),
        _ => throw new InvalidOperationException("The operation has not completed yet."),
    };

    /// <inheritdoc />
    public override Response GetRawResponse() => response ?? throw new InvalidOperationException("The operation has not been looked at yet.");

    /// <inheritdoc />
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!HasCompleted)
            (status, response) = await Client!.GetStatusAsync(Id, cancellationToken).ConfigureAwait(false);
        return status is { IsFinal: true } final && !HasValue ? throw Failure(final) : GetRawResponse();
    }

    /// <inheritdoc />
    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(DefaultInterval, cancellationToken);

#pragma warning disable CA1725 // The package's own name for it.
    /// <inheritdoc />
    public override async ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        TimeSpan suggestedPollingInterval, CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
            if (HasCompleted)
                return Response.FromValue(Value, seen);
            await Task.Delay(Interval(seen, suggestedPollingInterval), Client!.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
#pragma warning restore CA1725

    // The service's wish counts if it is the longer.
    private static TimeSpan Interval(Response seen, TimeSpan suggested)
    {
        if (!seen.Headers.TryGetValue("Retry-After", out var text) || !int.TryParse(text, CultureInfo.InvariantCulture, out var seconds))
            return suggested;
        var wished = TimeSpan.FromSeconds(seconds);
        return wished > suggested ? wished : suggested;
    }

    private RequestFailedException Failure(SendStatus failed) =>
        new(response!.Status, failed.ErrorMessage ?? "The e-mail was not sent.", failed.ErrorCode ?? failed.Status.ToString(), null);
}
