using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>Keeps the write-ahead log of a database short: counts the pages that its one writer has put there and moves them to the database.</summary>
/// <param name="writer">The writer's connection.</param>
/// <param name="found">Octets that were in the log when the database was opened: a process that is killed again and again leaves some each time.</param>
internal sealed class WriteAheadLog(SqliteSession writer, long found)
{
    private const int PageSize = 8192;

    /// <summary>Pages after which they are moved; SQLite then writes the log again from its start, unless a reader still needs it.</summary>
    private const int LongPages = 4000;

    /// <summary>Pages at which the writer waits for the readers of old snapshots, so that the log stays bounded under constant reading.</summary>
    private const int TooLongPages = 16_000;

    private long moved = -found / PageSize;

    /// <summary>Whether enough was written since the last checkpoint.</summary>
    public bool IsLong()
    {
        _ = raw.sqlite3_db_status(writer.Connection.Handle!, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 0);
        return written - moved >= LongPages;
    }

    /// <summary>Moves the log's pages to the database and syncs it.</summary>
    public void Checkpoint()
    {
        if (Run(raw.SQLITE_CHECKPOINT_PASSIVE) >= TooLongPages)
            Run(raw.SQLITE_CHECKPOINT_RESTART);
        _ = raw.sqlite3_db_status(writer.Connection.Handle!, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 0);
        moved = written;
    }

    private int Run(int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(writer.Connection.Handle!, "main", mode, out var logPages, out _);
        // Busy: a reader holds an old snapshot; what could be moved was moved, the rest comes with the next one.
        if (result is not raw.SQLITE_OK and not raw.SQLITE_BUSY)
            SqliteException.ThrowExceptionForRC(result, writer.Connection.Handle!);
        return logPages;
    }
}
