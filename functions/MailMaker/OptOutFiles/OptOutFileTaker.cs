using System.Text;
using MailMaker.Core.Consent;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;
using MailMaker.Lists;

namespace MailMaker.OptOutFiles;

/// <summary>Reads a part of an opt-out file and lets its people leave.</summary>
public sealed class OptOutFileTaker(IListSource lists, OptOutFileBlobs blobs, FileFarewell farewell)
{
    /// <summary>Rows of a part: how many are looked at again after a crash.</summary>
    public const int RowsOfPart = 25_000;

    private const int RowsAtOnce = 1_000;

    /// <summary>Takes a part. Done again, it counts the same.</summary>
    public async Task<OptOutPartTaken> TakeAsync(OptOutPart part, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(part.File.Account, part.File.List, cancellationToken) is not { } list)
            return Refused("There is no such account or list.");
        await using var stream = await blobs.OpenAsync(part.File, cancellationToken);
        if (stream is null)
            return Refused("The file was changed or removed before it was taken to its end; what is there now is another file.");
        using var reader = await OptOutFileReader.OpenAsync(stream, list, LocalSpool.Open, cancellationToken);
        while (reader.Refusal.Length == 0 && reader.Rows < part.Skip && await reader.ReadAsync(cancellationToken))
        {
            // Taken before.
        }

        return reader.Refusal.Length > 0 ? Refused(reader.Refusal) : await TakeAsync(part, list, reader, cancellationToken);
    }

    private async Task<OptOutPartTaken> TakeAsync(OptOutPart part, ContactList list, OptOutFileReader reader, CancellationToken cancellationToken)
    {
        var (counts, tally) = (new OptOutCounts(), new RejectTally());
        var entries = new List<OptOutEntry>(RowsAtOnce);
        await using var rejects = new PartRejects(blobs, part);
        var isLast = false;
        while (!isLast && counts.Rows + entries.Count < RowsOfPart)
        {
            isLast = !await reader.ReadAsync(cancellationToken);
            if (isLast)
                break;
            if (reader.Entry is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                tally.Add(reader.Rejected!);
                await rejects.AddAsync(reader.Rejected!, cancellationToken);
                counts += new OptOutCounts { Rows = 1, Rejected = 1 };
            }

            if (entries.Count == RowsAtOnce)
            {
                counts += await farewell.LeaveAsync(list, part.File, entries, cancellationToken);
                entries.Clear();
            }
        }

        counts += await farewell.LeaveAsync(list, part.File, entries, cancellationToken);
        return new OptOutPartTaken(counts, tally.ByReason, reader.Refusal, isLast);
    }

    private static OptOutPartTaken Refused(string why) => new(new OptOutCounts(), new Dictionary<string, long>(), why, IsLast: true);

    private sealed class PartRejects(OptOutFileBlobs blobs, OptOutPart part) : IAsyncDisposable
    {
        private StreamWriter? file;

        public async ValueTask AddAsync(RejectedRow row, CancellationToken cancellationToken)
        {
            file ??= new StreamWriter(await blobs.WriteRejectsAsync(part.File, part.Skip / RowsOfPart, cancellationToken), new UTF8Encoding(false));
            await file.WriteAsync(row.ToCsv().AsMemory(), cancellationToken);
        }

        public ValueTask DisposeAsync() => file?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
