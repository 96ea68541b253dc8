using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MailMaker.Tests.PublicPages;

/// <summary>All that a data folder keeps, as text.</summary>
internal static class WholeStore
{
    /// <summary>Every row of every table, queue and catalogue, and every file: the same text means that nothing was written.</summary>
    public static async Task<string> PrintAsync(string folder)
    {
        var print = new StringBuilder();
        foreach (var database in new[] { "tables.db", "servicebus.db", "blobs.db" })
            await PrintAsync(Path.Combine(folder, database), print);
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => !f.Name.Contains(".db", StringComparison.Ordinal));
        foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal))
            print.AppendLine(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length}");
        return print.ToString();
    }

    private static async Task PrintAsync(string database, StringBuilder print)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        foreach (var table in await RowsAsync(connection, "select name from sqlite_master where type = 'table' order by name"))
        {
            print.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(database)} {table}");
            foreach (var row in await RowsAsync(connection, $"select * from \"{table}\""))
                print.AppendLine(row);
        }
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database's own catalogue.
        command.CommandText = query;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
