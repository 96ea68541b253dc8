using MailMaker.Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Timer;

/// <summary>Where schedules stand, over restarts.</summary>
internal sealed class ScheduleStore(HostState state)
{
    /// <summary>The record of a function; null before its first start.</summary>
    public ScheduleStatus? Find(string function) => state.Store.Read(session =>
    {
        using var reader = session.Command("SELECT last, next, updated FROM schedules WHERE function = $1", function).ExecuteReader();
        return reader.Read()
            ? new ScheduleStatus { Last = Utc(reader.GetInt64(0)), Next = Utc(reader.GetInt64(1)), LastUpdated = Utc(reader.GetInt64(2)) }
            : null;
    });

    /// <summary>Keeps the record of a function; on disk when this completes.</summary>
    public Task SaveAsync(string function, ScheduleStatus status) => state.Store.WriteAsync(session => session.Execute(
        "INSERT OR REPLACE INTO schedules (function, last, next, updated) VALUES ($1, $2, $3, $4)",
        function, status.Last.Ticks, status.Next.Ticks, status.LastUpdated.Ticks));

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
