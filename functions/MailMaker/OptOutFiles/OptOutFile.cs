using MailMaker.Imports;

namespace MailMaker.OptOutFiles;

/// <summary>One version of an opt-out file.</summary>
/// <param name="Account">The account.</param>
/// <param name="List">The list.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Blob">Its path in the container <c>drop</c>.</param>
/// <param name="Version">Its ETag: another version is another file.</param>
/// <param name="RegisteredAt">When it was seen.</param>
public sealed record OptOutFile(string Account, string List, string Name, string Blob, string Version, DateTimeOffset RegisteredAt)
{
    /// <summary>Tells this version of this file from every other.</summary>
    public string Id => ImportKey.HashOf(ImportBlobs.Drop, Blob, Version);

    /// <summary>The instance of the orchestration <see cref="TakeOptOutFile"/>.</summary>
    public string InstanceId => $"optout-{Id}";

    /// <summary>Where its report lies within the container <c>reports</c>.</summary>
    public string ReportPath => $"{Account}/{List}/optout/{Name}.{Id}.report.json";

    /// <summary>Where its rejected rows lie within the container <c>reports</c>.</summary>
    public string RejectsPath => $"{Account}/{List}/optout/{Name}.{Id}.rejects.csv";

    /// <summary>What proves where a goodbye came from.</summary>
    /// <param name="line">The line.</param>
    public string Reference(long line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"optout-file:{Id}:{line}");
}
