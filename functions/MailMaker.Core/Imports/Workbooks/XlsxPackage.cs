using System.IO.Compression;
using MailMaker.Core.Imports.Packing;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>The parts of an .xlsx and how they refer to each other (ECMA-376 part 2). Nothing outside the file is ever opened.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive archive;
    private readonly UnpackBudget budget;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream file)
    {
        budget = new UnpackBudget(file.Length);
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > FileLimits.MostEntries)
                throw new DamagedFileException($"The workbook has more than {FileLimits.MostEntries:N0} parts.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new DamagedFileException("The workbook is damaged: it has no end. Send it again.", e);
        }

        foreach (var entry in archive.Entries)
            parts.TryAdd(Normal(entry.FullName), entry);
    }

    /// <summary>Opens a part; null when there is none.</summary>
    public XmlPart? Open(string path)
    {
        if (!parts.TryGetValue(Normal(path), out var entry))
            return null;
        if (entry.IsEncrypted)
            throw new DamagedFileException("The workbook is protected by a password. Save it without one.");
        try
        {
            return new XmlPart(new UnpackingStream(entry.Open(), budget, entry.Length), entry.FullName);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new DamagedFileException($"The workbook is damaged: its part {entry.FullName} can't be unpacked.", e);
        }
    }

    /// <summary>Whether there is a part.</summary>
    public bool Has(string path) => parts.ContainsKey(Normal(path));

    /// <summary>What a part refers to within the file: id, the last word of the type, and path.</summary>
    /// <param name="path">The part; empty for the package itself.</param>
    public IReadOnlyList<(string Id, string Type, string Path)> RelationsOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var folder = slash < 0 ? "" : path[..(slash + 1)];
        var found = new List<(string, string, string)>();
        using var part = Open($"{folder}_rels/{path[(slash + 1)..]}.rels");
        while (part is not null && found.Count < FileLimits.MostEntries && part.ReadTo("Relationship"))
        {
            var (id, type, target) = (part["Id"] ?? "", part["Type"] ?? "", part["Target"] ?? "");
            if (!string.Equals(part["TargetMode"], "External", StringComparison.OrdinalIgnoreCase))
                found.Add((id, type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }

        return found;
    }

    /// <inheritdoc />
    public void Dispose() => archive.Dispose();

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/') || target.StartsWith('\\'))
            return Normal(target);
        var steps = new List<string>();
        foreach (var step in Normal(folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else if (step is not (".." or "."))
                steps.Add(step);
        }

        return string.Join('/', steps);
    }

    private static string Normal(string path) => path.Replace('\\', '/').TrimStart('/');
}
