using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// A prepared statement called without the ADO.NET layer: for the statements that run per row on a hot path. Parameters count from 1,
/// columns from 0. Used by one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <summary>Prepares <paramref name="sql"/>, which is one statement.</summary>
    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Binds an integer.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(statement, parameter, value));

    /// <summary>Binds a copy of some bytes. Empty bytes are bound as an empty BLOB, not as NULL.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(statement, parameter, value));

    /// <summary>Binds a text.</summary>
    public void Bind(int parameter, string value) => Check(raw.sqlite3_bind_text(statement, parameter, value));

    /// <summary>Moves to the next row: false when there is none, and then the statement is ready for its next use.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
            return true;
        // The reset repeats the error of the step, so the first one is the one to throw.
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, database);
        return false;
    }

    /// <summary>Runs a statement that gives no rows and returns how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
            // A PRAGMA may answer with a row.
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>Leaves the rows that were not read, so that their snapshot is let go.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    /// <summary>An integer of the current row.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Bytes of the current row, without a copy: valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A text of the current row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, database);
    }
}
