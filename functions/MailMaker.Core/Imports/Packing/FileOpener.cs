using System.IO.Compression;

namespace MailMaker.Core.Imports.Packing;

/// <summary>
/// Opens a file by what it is: takes it out of a gzip or zip and tells text from workbooks. One packing, not several within each other. Text is
/// unpacked as it is read; a packed workbook goes through a spool, since it is read in several places.
/// </summary>
/// <param name="spool">Makes an empty spool, seekable, gone when it is closed.</param>
internal sealed class FileOpener(Func<Stream> spool)
{
    private const string Nested = "The archive holds another archive. Pack the file itself, once.";
    private const int MostNames = 20;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Where it is read from; left open.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<OpenedFile> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var head = await PeekedStream.HeadAsync(file, FileSignatures.Length, cancellation).ConfigureAwait(false);
        switch (FileSignatures.Of(head))
        {
            case FileSignature.Gzip:
                var packed = file.CanSeek ? file.Length : -1;
                return await OpenGzipAsync(Again(file, head), new UnpackBudget(packed), cancellation).ConfigureAwait(false);
            case FileSignature.Zip:
                var seekable = await SeekableAsync(file, head, FileLimits.MostUnpackedBytes, cancellation).ConfigureAwait(false);
                return await OpenZipAsync(seekable, seekable == file ? [] : [seekable], cancellation).ConfigureAwait(false);
            case FileSignature.CompoundFile:
                var old = await SeekableAsync(file, head, FileLimits.MostOldWorkbookBytes, cancellation).ConfigureAwait(false);
                return new OpenedFile(ContactFileKind.Xls, ContactFilePacking.None, old, old == file ? [] : [old]);
            default:
                return new OpenedFile(ContactFileKind.Text, ContactFilePacking.None, Again(file, head), []);
        }
    }

    private static Stream Again(Stream file, byte[] head)
    {
        if (!file.CanSeek)
            return new PeekedStream(head, file, leaveOpen: true);
        file.Seek(-head.Length, SeekOrigin.Current);
        return file;
    }

    private async ValueTask<Stream> SeekableAsync(Stream file, byte[] head, long mostBytes, CancellationToken cancellation)
    {
        var again = Again(file, head);
        return again == file ? file : await SpoolAsync(again, mostBytes, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<OpenedFile> OpenGzipAsync(Stream file, UnpackBudget budget, CancellationToken cancellation)
    {
        var text = new UnpackingStream(new WholeGzipStream(file), budget);
        return await OpenInnerAsync(text, ContactFilePacking.Gzip, [text], cancellation).ConfigureAwait(false);
    }

    private async ValueTask<OpenedFile> OpenZipAsync(Stream file, List<IDisposable> owned, CancellationToken cancellation)
    {
        try
        {
            return await OpenZipEntryAsync(file, owned, cancellation).ConfigureAwait(false);
        }
        catch
        {
            owned.ForEach(o => o.Dispose());
            throw;
        }
    }

    private async ValueTask<OpenedFile> OpenZipEntryAsync(Stream file, List<IDisposable> owned, CancellationToken cancellation)
    {
        var archive = OpenArchive(file);
        owned.Insert(0, archive);
        if (IsWorkbook(archive))
        {
            // Its reader opens the archive again.
            await archive.DisposeAsync().ConfigureAwait(false);
            file.Position = 0;
            return new OpenedFile(ContactFileKind.Xlsx, ContactFilePacking.None, file, owned);
        }

        var entry = Only(archive);
        if (entry.IsEncrypted)
            throw new DamagedFileException("The file in the archive is protected by a password. Pack it without one.");
        var content = new UnpackingStream(Open(entry), new UnpackBudget(entry.CompressedLength), entry.Length, entry.Crc32);
        owned.Insert(0, content);
        return await OpenInnerAsync(content, ContactFilePacking.Zip, owned, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<OpenedFile> OpenInnerAsync(Stream content, ContactFilePacking packing, List<IDisposable> owned, CancellationToken cancellation)
    {
        var head = await PeekedStream.HeadAsync(content, FileSignatures.Length, cancellation).ConfigureAwait(false);
        var again = new PeekedStream(head, content, leaveOpen: true);
        var signature = FileSignatures.Of(head);
        if (signature == FileSignature.Gzip)
            throw new DamagedFileException(Nested);
        if (signature == FileSignature.Text)
            return new OpenedFile(ContactFileKind.Text, packing, again, owned);
        var workbook = await SpoolAsync(again, FileLimits.MostPackedWorkbookBytes, cancellation).ConfigureAwait(false);
        owned.Insert(0, workbook);
        if (signature == FileSignature.CompoundFile)
            return new OpenedFile(ContactFileKind.Xls, packing, workbook, owned);
        using (var archive = OpenArchive(workbook))
        {
            if (!IsWorkbook(archive))
                throw new DamagedFileException(Nested);
        }

        workbook.Position = 0;
        return new OpenedFile(ContactFileKind.Xlsx, packing, workbook, owned);
    }

    private async ValueTask<Stream> SpoolAsync(Stream from, long mostBytes, CancellationToken cancellation)
    {
        var to = spool();
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (to.Length + read > mostBytes)
            {
                await to.DisposeAsync().ConfigureAwait(false);
                throw new DamagedFileException($"The workbook is larger than {mostBytes >> 20} MiB; send it as CSV.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        to.Position = 0;
        return to;
    }

    private static ZipArchive OpenArchive(Stream file)
    {
        try
        {
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count <= FileLimits.MostEntries
                ? archive : throw new DamagedFileException($"The archive holds more than {FileLimits.MostEntries:N0} files.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new DamagedFileException("The file is damaged: it begins as an archive or workbook and has no end. Send it again.", e);
        }
    }

    private static Stream Open(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new DamagedFileException("The archive is damaged, or packed in a way that is not read here; use the common one (deflate).", e);
        }
    }

    // ECMA-376 part 2, 10.1.2.2: every package has this part. An archive of other files with one of that name is no package.
    private static bool IsWorkbook(ZipArchive archive) => archive.Entries.Any(e => e.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase));

    private static ZipArchiveEntry Only(ZipArchive archive)
    {
        var files = archive.Entries.Where(e => !IsNoise(e)).ToList();
        if (files.Count == 1)
            return files[0];
        if (files.Count == 0)
            throw new DamagedFileException("The archive holds no file.");
        if (files.Exists(e => e.FullName == "mimetype") && files.Exists(e => e.FullName == "content.xml"))
            throw new DamagedFileException("The file is an OpenDocument sheet; save it as .xlsx or .csv.");
        var names = string.Join(", ", files.Take(MostNames).Select(e => Shown(e.FullName)));
        throw new DamagedFileException(
            $"The archive holds {files.Count} files; send each by itself. They are: {names}{(files.Count > MostNames ? $" and {files.Count - MostNames} more" : "")}.");
    }

    // Folders, and what desktops leave in archives.
    private static bool IsNoise(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || entry.Name is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private static string Shown(string name)
    {
        var shown = string.Concat(name.Take(100).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return shown.Length < name.Length ? shown + "…" : shown;
    }
}
