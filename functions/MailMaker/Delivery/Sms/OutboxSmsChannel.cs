using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;

namespace MailMaker.Delivery.Sms;

/// <summary>
/// Puts each text message as a file into the container <c>outbox</c>, at <c>{account}/{campaign}/{xx}/{operation id}.txt</c>: sender, recipient and segments as lines, an
/// empty line, the text. As with mails a file is never overwritten.
/// </summary>
internal sealed class OutboxSmsChannel(BlobServiceClient blobs, TimeProvider clock) : ISmsChannel
{
    private readonly BlobContainerClient outbox = blobs.GetBlobContainerClient(OutboxChannel.Container);

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundSms sms, CancellationToken cancellationToken)
    {
        if (await ForcedSmsOutcome.OfAsync(sms.To, clock, cancellationToken) is { } forced)
            return forced;
        var name = NameOf(sms);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain; charset=utf-8" },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await outbox.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(Write(sms)), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Handed over before: a worker died between this and its record, or an answer was lost.
        }

        return new HandOver.Accepted(name);
    }

    /// <summary>Where a message lies in the container.</summary>
    internal static string NameOf(OutboundSms sms)
    {
        var id = sms.OperationId.ToString("N");
        return $"{sms.Account}/{sms.Campaign}/{id.AsSpan(0, 2)}/{id}.txt";
    }

    private static byte[] Write(OutboundSms sms)
    {
        var segments = SmsSegments.Of(sms.Text);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"From: {sms.From}\nTo: {sms.To}\nSegments: {segments.Segments} ({segments.Encoding}, {segments.Units})\n\n{sms.Text}\n"));
    }
}
