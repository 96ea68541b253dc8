using MailMaker.Embedded.Blobs;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Tables;

namespace MailMaker.Embedded.Storage;

/// <summary>What stands between the clients and the services of a home: nothing, unless a test puts there what a service does on a bad day.</summary>
internal class ServiceFronts
{
    /// <summary>What clients of the tables talk to.</summary>
    public virtual ITableAccount Before(ITableAccount tables) => tables;

    /// <summary>What clients of the blobs talk to.</summary>
    public virtual IBlobService Before(IBlobService blobs) => blobs;

    /// <summary>What senders and receivers of a queue talk to.</summary>
    public virtual IBusQueue Before(IBusQueue queue) => queue;

    /// <summary>Runs on a store's writer thread before each <c>COMMIT</c> and <c>CHECKPOINT</c>, and may throw what the disk would.</summary>
    /// <param name="store">The database's file name.</param>
    public virtual Action<string>? BeforeStep(string store) => null;
}
