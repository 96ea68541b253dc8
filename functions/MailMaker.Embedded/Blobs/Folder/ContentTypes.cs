namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>The media type of a file that was given none: by its extension, else the service's default.</summary>
internal static class ContentTypes
{
    public static string Of(string blob) => Path.GetExtension(blob).ToUpperInvariant() switch
    {
        ".CSV" => "text/csv",
        ".EML" => "message/rfc822",
        ".HTML" or ".HTM" => "text/html",
        ".JSON" => "application/json",
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".PDF" => "application/pdf",
        ".TXT" => "text/plain",
        ".XLS" => "application/vnd.ms-excel",
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".XML" => "application/xml",
        ".ZIP" => "application/zip",
        _ => "application/octet-stream",
    };
}
