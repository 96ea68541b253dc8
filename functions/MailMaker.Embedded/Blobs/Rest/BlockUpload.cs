using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Writes a blob in blocks that become the blob, at once, when the last is there; in one request if one block holds it all.</summary>
internal sealed class BlockUpload(
    BlobRequests requests, BlobAddress blob, BlobHttpHeaders? headers, IDictionary<string, string>? metadata, BlobRequestConditions? conditions)
{
    private readonly List<string> blocks = [];

    // Blocks of another writer of the same blob have other ids, so neither commits the other's.
    private readonly byte[] id = [.. RandomNumberGenerator.GetBytes(12), 0, 0, 0, 0];

    /// <summary>Sends a block that is not the last.</summary>
    public async Task StageAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(12), blocks.Count);
        var block = Convert.ToBase64String(id);
        using var message = requests.Create(RequestMethod.Put, blob.Container, blob.Name);
        message.Request.Uri.AppendQuery("comp", "block");
        message.Request.Uri.AppendQuery("blockid", block, true);
        BlobRequests.Add(message.Request, "x-ms-lease-id", conditions?.LeaseId);
        message.Request.Content = RequestContent.Create(content);
        await requests.SendAsync(message, 201, cancellationToken).ConfigureAwait(false);
        blocks.Add(block);
    }

    /// <summary>Sends the last block and makes the blob.</summary>
    public async Task<Response<BlobContentInfo>> CompleteAsync(ReadOnlyMemory<byte> last, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Put, blob.Container, blob.Name);
        if (blocks.Count == 0)
        {
            message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
            message.Request.Content = RequestContent.Create(last);
        }
        else
        {
            if (last.Length > 0)
                await StageAsync(last, cancellationToken).ConfigureAwait(false);
            message.Request.Uri.AppendQuery("comp", "blocklist");
            var list = new XElement("BlockList", blocks.Select(b => new XElement("Latest", b)));
            message.Request.Content = RequestContent.Create(BinaryData.FromString("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + list));
        }

        BlobRequests.AddProperties(message.Request, headers, metadata);
        BlobRequests.AddConditions(message.Request, conditions);
        var response = await requests.SendAsync(message, 201, cancellationToken).ConfigureAwait(false);
        var info = new BlobContentInfo { ETag = BlobAnswers.ETag(response), LastModified = BlobAnswers.ModifiedAt(response) };
        return Response.FromValue(info, response);
    }
}
