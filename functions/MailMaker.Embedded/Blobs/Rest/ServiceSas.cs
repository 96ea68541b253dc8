using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Sas;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Signs the URL of one blob: "Create a service SAS", version 2020-12-06 and later.</summary>
internal static class ServiceSas
{
    private const string Version = "2023-11-03";

    // In this order the service wants them.
    private static readonly (BlobSasPermissions Permission, char Letter)[] Letters =
    [
        (BlobSasPermissions.Read, 'r'), (BlobSasPermissions.Add, 'a'), (BlobSasPermissions.Create, 'c'), (BlobSasPermissions.Write, 'w'),
        (BlobSasPermissions.Delete, 'd'), (BlobSasPermissions.DeleteBlobVersion, 'x'), (BlobSasPermissions.PermanentDelete, 'y'),
        (BlobSasPermissions.List, 'l'), (BlobSasPermissions.Tag, 't'), (BlobSasPermissions.Move, 'm'), (BlobSasPermissions.Execute, 'e'),
        (BlobSasPermissions.SetImmutabilityPolicy, 'i'),
    ];

    public static Uri Sign(StorageAccount account, Uri uri, BlobAddress blob, BlobSasPermissions permissions, DateTimeOffset expiresAt)
    {
        var may = string.Concat(Letters.Where(l => permissions.HasFlag(l.Permission)).Select(l => l.Letter));
        var until = expiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string[] fields =
        [
            may, "", until, $"/blob/{account.Name}/{blob.Container}/{blob.Name}", "", "", "", Version, "b", "", "", "", "", "", "", "",
        ];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(string.Join('\n', fields))));
        return new Uri($"{uri.AbsoluteUri}?sv={Version}&se={Uri.EscapeDataString(until)}&sr=b&sp={may}&sig={Uri.EscapeDataString(signature)}");
    }
}
