using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>Mails that wait for a person, in the container <c>inbound-review</c> under their identity.</summary>
public sealed class ReviewBlobs(BlobServiceClient blobs)
{
    /// <summary>The container's name.</summary>
    public const string Container = "inbound-review";

    private const string Ending = ".eml";
    private readonly BlobContainerClient review = blobs.GetBlobContainerClient(Container);

    /// <summary>Puts a mail there. Doing it again changes nothing.</summary>
    public async Task PutAsync(MailIdentity mail, ReceivedMail received, ReviewReason reason, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "message/rfc822" },
            Metadata = new Dictionary<string, string> { ["reason"] = reason.ToString(), ["mailbox"] = received.Mailbox?.ToString() ?? "none" },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await review.GetBlobClient(mail + Ending).UploadAsync(BinaryData.FromBytes(received.Octets), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Put there before a crash.
        }
    }

    /// <summary>A mail that waits; null when there is none of that name.</summary>
    public async Task<ReceivedMail?> OpenAsync(MailIdentity mail, CancellationToken cancellationToken)
    {
        try
        {
            var blob = review.GetBlobClient(mail + Ending);
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            var octets = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
            InboundMailbox? mailbox = properties.Metadata.TryGetValue("mailbox", out var word) && Enum.TryParse<InboundMailbox>(word, out var known) ? known : null;
            return new ReceivedMail(octets, ReasonOf(properties.Metadata) != ReviewReason.TooLarge, mailbox);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Removes a mail.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(MailIdentity mail, CancellationToken cancellationToken) =>
        (await review.DeleteBlobIfExistsAsync(mail + Ending, cancellationToken: cancellationToken)).Value;

    /// <summary>The mails that wait, in the order of their names.</summary>
    public async IAsyncEnumerable<ReviewedMail> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in review.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "", cancellationToken))
        {
            if (!blob.Name.EndsWith(Ending, StringComparison.Ordinal))
                continue;
            yield return new ReviewedMail(
                blob.Name[..^Ending.Length], ReasonOf(blob.Metadata), blob.Properties.CreatedOn ?? blob.Properties.LastModified ?? default, blob.Properties.ContentLength ?? 0);
        }
    }

    private static ReviewReason ReasonOf(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue("reason", out var word) && Enum.TryParse<ReviewReason>(word, out var reason) ? reason : ReviewReason.NotUnderstood;
}
