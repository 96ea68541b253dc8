using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>Notes every request of the tables and the queues of a home.</summary>
internal sealed class CountingFronts(Recorder recorder) : ServiceFronts
{
    public override ITableAccount Before(ITableAccount tables) => new CountingTables(tables, recorder);

    public override IBusQueue Before(IBusQueue queue) => new CountingQueue(queue, recorder);
}
