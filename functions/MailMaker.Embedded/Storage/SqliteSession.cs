using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    /// <summary>The open connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Whether a transaction is open: false after an error at which SQLite rolled everything back by itself.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle!) == 0;

    /// <summary>Set by a piece of work that wants what it wrote undone but still has an answer to give (a conflict, say).</summary>
    public bool UndoWork { get; set; }

    /// <summary>How often something written was undone: who keeps in memory what he wrote looks here whether it still stands.</summary>
    public int Rollbacks { get; private set; }

    /// <summary>
    /// The prepared command for <paramref name="sql"/>, made once per session; its parameters, named <c>$1</c>, <c>$2</c> … in the text,
    /// are set to <paramref name="values"/> in order (null is stored as NULL).
    /// </summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            prepared[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null when there is no row or the value is NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The statement for <paramref name="sql"/> without the ADO.NET layer, made once per session; parameters are <c>?</c>.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements[sql] = statement = new SqliteStatement(connection.Handle!, sql);
        return statement;
    }

    /// <summary>Undoes what was written since the savepoint.</summary>
    public void RollbackTo(string savepoint)
    {
        Rollbacks++;
        Statement("ROLLBACK TO " + savepoint).Run();
    }

    /// <summary>Undoes the transaction, unless SQLite has done so by itself.</summary>
    public void Rollback()
    {
        Rollbacks++;
        if (InTransaction)
            Statement("ROLLBACK").Run();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }
}
