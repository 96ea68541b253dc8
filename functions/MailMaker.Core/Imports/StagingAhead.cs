namespace MailMaker.Core.Imports;

/// <summary>
/// Stages the rows of a file in their order, on as many cores as there are: while some rows are staged by other threads, the caller's reads the next. It reads only when it is asked,
/// and keeps a few hundred rows.
/// </summary>
/// <param name="rows">The rows after the header.</param>
/// <param name="stagers">Makes a stager.</param>
/// <param name="columns">The file's columns.</param>
internal sealed class StagingAhead(RowReader rows, Func<RowStager> stagers, IReadOnlyList<ImportColumn> columns)
{
    private const int RowsOfSheet = 64;

    // A sheet costs more to read than to stage, and its cells are not copied.
    private readonly int most = rows is CsvReader ? 2 + Math.Min(Environment.ProcessorCount, 8) : 1;
    private readonly Queue<Task<Batch>> coming = [];
    private readonly Stack<Batch> idle = [];
    private Batch? current;
    private bool ended;

    /// <summary>Why it could not be read to its end.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Rows without any text so far, which are passed over.</summary>
    public long BlankRows { get; private set; }

    /// <summary>The next rows, which stand until they are asked for again; null at the end.</summary>
    public async ValueTask<StagedRows?> NextAsync(CancellationToken cancellation)
    {
        if (current is not null)
            idle.Push(current);
        current = null;
        while (!ended && coming.Count < most)
            coming.Enqueue(await ReadAsync(idle.TryPop(out var batch) ? batch : new Batch(stagers(), new StagedRows(columns), new RowBatch()), cancellation).ConfigureAwait(false));
        if (!coming.TryDequeue(out var next))
            return null;
        current = await next.ConfigureAwait(false);
        return current.Staged;
    }

    /// <summary>Whether a row has no text.</summary>
    public static bool IsBlank(RowReader row)
    {
        if (row.Fault != RowFault.None)
            return false;
        for (var i = 0; i < row.CellCount; i++)
        {
            if (!row[i].IsWhiteSpace())
                return false;
        }

        return true;
    }

    private async ValueTask<Task<Batch>> ReadAsync(Batch batch, CancellationToken cancellation)
    {
        batch.Staged.Clear();
        batch.Rows.Clear();
        try
        {
            if (rows is not CsvReader text)
            {
                while (batch.Staged.Count < RowsOfSheet && await MoveAsync(cancellation).ConfigureAwait(false))
                    batch.Staged.Add(batch.Stager, rows);
                return Task.FromResult(batch);
            }

            while (!batch.Rows.IsFull && await MoveAsync(cancellation).ConfigureAwait(false))
                text.CopyTo(batch.Rows);
        }
        catch (DamagedFileException e)
        {
            (ended, Refusal) = (true, e.Message);
        }

        return Task.Run(batch.Stage, CancellationToken.None);
    }

    // To the next row that has any text.
    private async ValueTask<bool> MoveAsync(CancellationToken cancellation)
    {
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (!IsBlank(rows))
                return true;
            if (!rows.IsEmptyLine)
                BlankRows++;
        }

        ended = true;
        return false;
    }

    private sealed record Batch(RowStager Stager, StagedRows Staged, RowBatch Rows)
    {
        public Batch Stage()
        {
            while (Rows.Next())
                Staged.Add(Stager, Rows);
            return this;
        }
    }
}
