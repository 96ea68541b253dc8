using Azure;
using Azure.Data.Tables;

namespace MailMaker.Tests.Imports;

/// <summary>Tables whose n-th write ends the process: before it reaches the service, or after it did but before anybody heard of it.</summary>
internal sealed class CrashingTables(string connection) : TableServiceClient(connection)
{
    private readonly string connection = connection;
    private int writes;

    public int CrashAt { get; set; }

    public bool AfterTheWrite { get; set; }

    /// <summary>What others do meanwhile: instead of a crash it is done there, and the write goes on. Its own writes don't count.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>Counts the writes anew.</summary>
    public void Begin(int crashAt, bool afterTheWrite)
    {
        (CrashAt, AfterTheWrite) = (crashAt, afterTheWrite);
        Volatile.Write(ref writes, 0);
    }

    /// <summary>Whether the crash happened.</summary>
    public bool Crashed => CrashAt > 0 && writes >= CrashAt;

    /// <summary>Counts from now on, and ends the process at that write; 0: never.</summary>
    public void Arm(int crashAt, bool afterTheWrite) => (writes, CrashAt, AfterTheWrite) = (0, crashAt, afterTheWrite);

    public override TableClient GetTableClient(string tableName) => new Table(this, connection, tableName);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var crash = CrashAt > 0 && Interlocked.Increment(ref writes) == CrashAt;
        if (crash && Meanwhile is { } others)
        {
            (Meanwhile, crash) = (null, false);
            await others();
        }

        if (crash && !AfterTheWrite)
            throw new ProcessCrashedException();
        var answer = await write();
        return crash ? throw new ProcessCrashedException() : answer;
    }

    private sealed class Table(CrashingTables owner, string connection, string name) : TableClient(connection, name)
    {
        public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
            owner.WriteAsync(() => base.AddEntityAsync(entity, cancellationToken));

        public override Task<Response> UpdateEntityAsync<T>(
            T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
            owner.WriteAsync(() => base.UpdateEntityAsync(entity, ifMatch, mode, cancellationToken));

        public override Task<Response> UpsertEntityAsync<T>(
            T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
            owner.WriteAsync(() => base.UpsertEntityAsync(entity, mode, cancellationToken));

        public override Task<Response> DeleteEntityAsync(
            string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
            owner.WriteAsync(() => base.DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken));

        public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
            IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
            owner.WriteAsync(() => base.SubmitTransactionAsync(transactionActions, cancellationToken));
    }
}

internal sealed class ProcessCrashedException() : Exception("The process ends here.");
