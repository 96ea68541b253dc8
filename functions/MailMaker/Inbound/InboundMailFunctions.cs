using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Inbound;

/// <summary>Where mails that come back enter, and where they are forgotten.</summary>
public sealed class InboundMailFunctions(InboundMailroom mailroom)
{
    /// <summary>A mail appeared in the folder of the mail gateway.</summary>
    [Function("MailCameIn")]
    public Task TakeAsync(
        [BlobTrigger(InboundBlobs.Container + "/{path}", Connection = "MailMakerStorage")] BlobClient blob, string path, CancellationToken cancellationToken) =>
        mailroom.TakeAsync(path, cancellationToken);

    /// <summary>Once a night.</summary>
    [Function("ForgetInboundMail")]
    public Task ForgetAsync([TimerTrigger("0 23 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) => mailroom.ForgetAsync(cancellationToken);
}
