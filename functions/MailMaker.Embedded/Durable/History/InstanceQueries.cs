using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MailMaker.Embedded.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Reads instances for clients.</summary>
internal static class InstanceQueries
{
    private const string Columns = "seq, id, name, status, created, updated, failure, tags, input, output, custom";

    /// <summary>One instance; null when it does not exist.</summary>
    public static OrchestrationMetadata? Find(SqliteSession session, string id, DataConverter? payloads)
    {
        using var row = session.Command($"SELECT {Columns} FROM instances WHERE id = $1", id).ExecuteReader();
        return row.Read() ? Read(row, payloads) : null;
    }

    /// <summary>Up to <paramref name="size"/> instances after a continuation token, in the order in which they were scheduled.</summary>
    /// <exception cref="ArgumentException">The token is not one of ours.</exception>
    public static Page<OrchestrationMetadata> List(
        SqliteSession session, OrchestrationQuery query, string? after, int size, DataConverter? payloads)
    {
        var (where, values) = Filter(query.CreatedFrom, query.CreatedTo, query.Statuses, query.InstanceIdPrefix);
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM instances WHERE seq > $after{where} ORDER BY seq LIMIT $size";
        command.Parameters.AddWithValue("$after", Position(after));
        command.Parameters.AddWithValue("$size", size + 1L);
        command.Parameters.AddRange(values);
        var found = new List<OrchestrationMetadata>();
        long last = 0;
        // One row more than asked for says whether there is a next page.
        var more = false;
        using var row = command.ExecuteReader();
        while (row.Read() && !(more = found.Count == size))
        {
            last = row.GetInt64(0);
            found.Add(Read(row, payloads));
        }

        return new Page<OrchestrationMetadata>(found, more ? last.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The rows of up to <paramref name="size"/> finished instances that match a filter.</summary>
    public static List<long> Finished(SqliteSession session, PurgeInstancesFilter filter, int size)
    {
        var (where, values) = Filter(filter.CreatedFrom, filter.CreatedTo, filter.Statuses, null);
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT seq FROM instances WHERE NOT ({InstanceWriter.Unfinished}){where} ORDER BY seq LIMIT $size";
        command.Parameters.AddWithValue("$size", size);
        command.Parameters.AddRange(values);
        var found = new List<long>();
        using var row = command.ExecuteReader();
        while (row.Read())
            found.Add(row.GetInt64(0));
        return found;
    }

    private static (string Where, List<SqliteParameter> Values) Filter(
        DateTimeOffset? from, DateTimeOffset? to, IEnumerable<OrchestrationRuntimeStatus>? statuses, string? prefix)
    {
        var where = new StringBuilder();
        var values = new List<SqliteParameter>();
        void And(string condition, string name, object value)
        {
            where.Append(" AND ").Append(condition);
            values.Add(new SqliteParameter(name, value));
        }

        if (from is { } earliest)
            And("created >= $from", "$from", earliest.UtcTicks);
        if (to is { } latest)
            And("created <= $to", "$to", latest.UtcTicks);
        if (!string.IsNullOrEmpty(prefix))
            And("substr(id, 1, length($prefix)) = $prefix", "$prefix", prefix);
        if (statuses?.Select(s => (int)s).ToList() is { Count: > 0 } any)
            where.Append(CultureInfo.InvariantCulture, $" AND status IN ({string.Join(',', any)})");
        return (where.ToString(), values);
    }

    private static long Position(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        return long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new ArgumentException("The continuation token is not valid.", nameof(token));
    }

    private static OrchestrationMetadata Read(SqliteDataReader row, DataConverter? payloads) => new(row.GetString(2), row.GetString(1))
    {
        RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(3),
        CreatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        FailureDetails = row.IsDBNull(6) ? null : FailureJson.Read(row.GetString(6)),
        Tags = row.IsDBNull(7) ? ImmutableDictionary<string, string>.Empty : JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(7))!,
        DataConverter = payloads,
        SerializedInput = Payload(row, 8, payloads),
        SerializedOutput = Payload(row, 9, payloads),
        SerializedCustomStatus = Payload(row, 10, payloads),
    };

    private static string? Payload(SqliteDataReader row, int column, DataConverter? payloads) =>
        payloads is null || row.IsDBNull(column) ? null : row.GetString(column);
}
