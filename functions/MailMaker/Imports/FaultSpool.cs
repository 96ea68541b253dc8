using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Writes faults of rows into an intermediate file, which is made with the first one, and counts them. Written anew from the start by every run.</summary>
/// <param name="blobs">Where the file goes.</param>
/// <param name="import">The import.</param>
/// <param name="name">The file's name.</param>
public sealed class FaultSpool(ImportBlobs blobs, ImportKey import, string name) : IAsyncDisposable
{
    private StreamWriter? file;

    /// <summary>What was added.</summary>
    public RejectTally Tally { get; } = new();

    /// <summary>Adds a fault.</summary>
    public async ValueTask AddAsync(RejectedRow fault, CancellationToken cancellationToken)
    {
        Tally.Add(fault);
        file ??= new StreamWriter(await blobs.WriteWorkAsync(import, name, cancellationToken), new UTF8Encoding(false));
        await file.WriteAsync(fault.ToCsv().AsMemory(), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (file is not null)
            await file.DisposeAsync();
    }
}
