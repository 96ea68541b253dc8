namespace MailMaker.Embedded.Durable.History;

/// <summary>The tables of <c>durable.db</c>. Times are UTC ticks, payloads JSON.</summary>
internal static class DurableSchema
{
    /// <summary>
    /// An instance's <c>seq</c> is never used again, so what arrives late for a purged or replaced instance finds nobody; <c>execution</c>
    /// counts its runs since it was scheduled (one more at each continue-as-new), so what arrives late for an earlier run is told apart.
    /// </summary>
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS instances(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, execution INTEGER NOT NULL,
            status INTEGER NOT NULL, started INTEGER NOT NULL, start_at INTEGER, created INTEGER NOT NULL, updated INTEGER NOT NULL,
            input TEXT, output TEXT, custom TEXT, failure TEXT, tags TEXT,
            parent INTEGER, parent_execution INTEGER, parent_task INTEGER, parent_id TEXT, parent_name TEXT);
        CREATE INDEX IF NOT EXISTS instances_unstarted ON instances(seq) WHERE started = 0;
        CREATE INDEX IF NOT EXISTS instances_parent ON instances(parent) WHERE parent IS NOT NULL;
        CREATE TABLE IF NOT EXISTS history(
            instance INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, task INTEGER NOT NULL, name TEXT, data TEXT,
            value INTEGER NOT NULL, PRIMARY KEY(instance, n)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS inbox(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance INTEGER NOT NULL, kind INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT, data TEXT, value INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS inbox_instance ON inbox(instance, seq);
        CREATE TABLE IF NOT EXISTS activities(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT NOT NULL, input TEXT);
        CREATE TABLE IF NOT EXISTS timers(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, due INTEGER NOT NULL, PRIMARY KEY(instance, task)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS timers_due ON timers(due);
        """;

    /// <summary>The task number of the timer that starts an instance later.</summary>
    public const int StartTask = -1;
}
