using System.Globalization;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>List Blobs, page by page; a page's continuation token is the service's marker.</summary>
internal sealed class RestListing(
    BlobRequests requests, string container, BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken)
    : AsyncPageable<BlobItem>(cancellationToken)
{
    /// <inheritdoc />
    public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var marker = continuationToken;
        do
        {
            using var message = requests.Create(RequestMethod.Get, container, null);
            AddQuery(message.Request.Uri, marker, pageSizeHint);
            var response = await requests.SendAsync(message, 200, CancellationToken).ConfigureAwait(false);
            var answer = await XDocument.LoadAsync(response.ContentStream!, LoadOptions.None, CancellationToken).ConfigureAwait(false);
            var items = answer.Descendants("Blob").Select(Item).ToList();
            marker = answer.Root?.Element("NextMarker")?.Value is { Length: > 0 } next ? next : null;
            yield return Page<BlobItem>.FromValues(items, marker, response);
        }
        while (marker is not null);
    }

    private void AddQuery(RequestUriBuilder uri, string? marker, int? pageSize)
    {
        uri.AppendQuery("restype", "container");
        uri.AppendQuery("comp", "list");
        if (!string.IsNullOrEmpty(prefix))
            uri.AppendQuery("prefix", prefix, true);
        if (marker is not null)
            uri.AppendQuery("marker", marker, true);
        if (pageSize is { } size)
            uri.AppendQuery("maxresults", size.ToString(CultureInfo.InvariantCulture));
        var include = Included().ToList();
        if (include.Count > 0)
            uri.AppendQuery("include", string.Join(',', include), true);
    }

    private IEnumerable<string> Included()
    {
        (bool Wanted, string Word)[] words =
        [
            (traits.HasFlag(BlobTraits.CopyStatus), "copy"), (traits.HasFlag(BlobTraits.Metadata), "metadata"),
            (traits.HasFlag(BlobTraits.Tags), "tags"), (traits.HasFlag(BlobTraits.ImmutabilityPolicy), "immutabilitypolicy"),
            (traits.HasFlag(BlobTraits.LegalHold), "legalhold"), (states.HasFlag(BlobStates.Snapshots), "snapshots"),
            (states.HasFlag(BlobStates.Uncommitted), "uncommittedblobs"), (states.HasFlag(BlobStates.Deleted), "deleted"),
            (states.HasFlag(BlobStates.Version), "versions"), (states.HasFlag(BlobStates.DeletedWithVersions), "deletedwithversions"),
        ];
        return words.Where(w => w.Wanted).Select(w => w.Word);
    }

    private BlobItem Item(XElement blob)
    {
        var name = blob.Element("Name")!;
        var properties = blob.Element("Properties")!;
        return new BlobItem
        {
            // Characters that XML does not have are sent escaped.
            Name = (bool?)name.Attribute("Encoded") == true ? Uri.UnescapeDataString(name.Value) : name.Value,
            Metadata = traits.HasFlag(BlobTraits.Metadata) ? MetadataOf(blob.Element("Metadata")) : null,
            Properties = new BlobItemProperties
            {
                ContentLength = (long?)properties.Element("Content-Length"),
                ContentType = properties.Element("Content-Type")?.Value,
                ETag = properties.Element("Etag") is { } etag ? new ETag(etag.Value) : null,
                LastModified = Time(properties.Element("Last-Modified")),
                CreatedOn = Time(properties.Element("Creation-Time")),
            },
        };
    }

    private static Dictionary<string, string> MetadataOf(XElement? element)
    {
        var metadata = Metadata.None;
        foreach (var pair in element?.Elements() ?? [])
            metadata[pair.Name.LocalName] = pair.Value;
        return metadata;
    }

    private static DateTimeOffset? Time(XElement? element) =>
        DateTimeOffset.TryParse(element?.Value, CultureInfo.InvariantCulture, out var value) ? value : null;
}
