using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;

namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>Puts the limits of a storage account before the tables of a home; all its clients share them.</summary>
internal sealed class LimitedFronts(ServiceLimits limits, TimeProvider clock, int seed) : ServiceFronts
{
    private readonly Lock guard = new();

    /// <summary>The tables; null before the first client.</summary>
    public LimitedTables? Tables { get; private set; }

    public override ITableAccount Before(ITableAccount tables)
    {
        lock (guard)
            return Tables ??= new LimitedTables(tables, limits, clock, seed);
    }
}
