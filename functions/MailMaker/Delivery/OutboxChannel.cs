using System.Buffers;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Delivery;

namespace MailMaker.Delivery;

/// <summary>
/// Puts each mail as a file into the container <c>outbox</c>, at <c>{account}/{campaign}/{xx}/{operation id}.eml</c>. The name is the operation id and a file is
/// never overwritten: however often a mail is handed over, it lies there once.
/// </summary>
internal sealed class OutboxChannel(BlobServiceClient blobs, TimeProvider clock) : IEmailChannel
{
    /// <summary>The container's name.</summary>
    public const string Container = "outbox";

    private readonly BlobContainerClient outbox = blobs.GetBlobContainerClient(Container);

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        if (await ForcedOutcome.OfAsync(mail.ToAddress, clock, cancellationToken) is { } forced)
            return forced;
        using var buffer = PooledBuffer.Rent();
        // What is delivered for good carries its envelope's sender on top (RFC 5321 §4.4).
        if (mail.ReturnPath is { } sender)
            buffer.Write(Encoding.ASCII.GetBytes($"Return-Path: <{sender}>\r\n"));
        if (MimeWriter.Write(mail, buffer) is { } refused)
            return refused;
        var name = NameOf(mail);
        await PutAsync(name, buffer.Written, cancellationToken);
        return new HandOver.Accepted(name);
    }

    /// <summary>Where a mail lies in the container; its third part spreads a campaign over 256 folders.</summary>
    internal static string NameOf(OutboundMail mail)
    {
        var id = mail.OperationId.ToString("N");
        return $"{mail.Account}/{mail.Campaign}/{id.AsSpan(0, 2)}/{id}.eml";
    }

    private async Task PutAsync(string name, ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "message/rfc822" },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await outbox.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(octets), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Handed over before: a worker died between this and its record, or an answer was lost.
        }
    }
}
