using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// A prepared statement called without the ADO.NET layer: for the statements that run per row on a hot path. Parameters count from 1,
/// columns from 0. Used by one thread at a time.
/// </summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt owner;
    private readonly nint statement;

    /// <summary>Prepares <paramref name="sql"/>, which is one statement.</summary>
    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out owner));
        statement = owner.DangerousGetHandle();
    }

    /// <summary>Binds an integer.</summary>
    public void Bind(int parameter, long value) => Check(NativeSqlite.BindInt64(statement, parameter, value));

    /// <summary>Binds a copy of some bytes. Empty bytes are bound as an empty BLOB, not as NULL.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span may have no address, and no address is NULL to SQLite.
        byte nothing = 0;
        fixed (byte* bytes = value)
            Check(NativeSqlite.BindBlob(statement, parameter, bytes is null ? &nothing : bytes, value.Length, NativeSqlite.Transient));
    }

    /// <summary>Binds a text.</summary>
    public void Bind(int parameter, string value) => Check(raw.sqlite3_bind_text(owner, parameter, value));

    /// <summary>Moves to the next row: false when there is none, and then the statement is ready for its next use.</summary>
    public bool Step()
    {
        var result = NativeSqlite.Step(statement);
        if (result == raw.SQLITE_ROW)
            return true;
        Finish(result);
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

    /// <summary>Leaves the rows that were not read, so that their snapshot is let go. Belongs into a <c>finally</c>.</summary>
    public void Reset() => _ = NativeSqlite.Reset(statement);

    /// <summary>An integer of the current row.</summary>
    public long Int64(int column) => NativeSqlite.ColumnInt64(statement, column);

    /// <summary>Bytes of the current row, without a copy: valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        // In this order: the length is that of the form that the first call has made.
        var bytes = NativeSqlite.ColumnBlob(statement, column);
        return new ReadOnlySpan<byte>(bytes, NativeSqlite.ColumnBytes(statement, column));
    }

    /// <summary>A text of the current row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(owner, column).utf8_to_string();

    /// <inheritdoc />
    public void Dispose() => owner.Dispose();

    private void Finish(int result)
    {
        if (result == raw.SQLITE_DONE)
        {
            Reset();
            return;
        }

        // The connection's message is the step's until the reset; the reset repeats the error.
        try
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
        finally
        {
            Reset();
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, database);
    }
}
