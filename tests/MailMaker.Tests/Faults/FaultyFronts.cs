using MailMaker.Embedded.Blobs;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Tests.Faults;

/// <summary>Puts the faults of a plan before the services of a home, and under its stores.</summary>
internal sealed class FaultyFronts(FaultPlan plan) : ServiceFronts
{
    // SQLITE_IOERR_FSYNC: SQLITE_IOERR | (4 << 8).
    private const int IoErrorAtSync = raw.SQLITE_IOERR | (4 << 8);

    public override ITableAccount Before(ITableAccount tables) => new FaultyTables(tables, plan);

    public override IBlobService Before(IBlobService blobs) => new FaultyBlobs(blobs, plan);

    public override IBusQueue Before(IBusQueue queue) => new FaultyQueue(queue, plan);

    public override Action<string>? BeforeStep(string store) => _ =>
    {
        if (plan.Strikes(Fault.DiskFull))
            throw new SqliteException("SQLite Error 13: 'database or disk is full'.", raw.SQLITE_FULL, raw.SQLITE_FULL);
        if (plan.Strikes(Fault.SyncFailed))
            throw new SqliteException("SQLite Error 10: 'disk I/O error'.", raw.SQLITE_IOERR, IoErrorAtSync);
    };
}
