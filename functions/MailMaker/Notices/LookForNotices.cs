using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Lists;
using MailMaker.Transactional;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Notices;

/// <summary>Once a day: every list whose law asks for notices is looked through, bucket by bucket, on the transactional lane.</summary>
public sealed class LookForNotices(TableServiceClient tables, IListSource lists, NoticeStore notices, TransactionalQueue lane, TimeProvider clock)
{
    private readonly TableClient definitions = tables.GetTableClient(DefinitionStore.Table);

    /// <summary>The timer's door.</summary>
    [Function(nameof(LookForNotices))]
    public Task RunAsync([TimerTrigger("0 30 1 * * *")] TimerInfo timer, CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>Queues every bucket that has to be looked through.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kind = DefinitionKeys.List("");
        var end = DefinitionKeys.List("~");
        var filter = TableClient.CreateQueryFilter($"RowKey ge {kind} and RowKey lt {end}");
        await foreach (var row in definitions.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            if (await lists.ListAsync(row.PartitionKey, row.RowKey[kind.Length..], cancellationToken) is not { } list || !ConsentDuties.AskedBy(LawInForce.Of(list)))
                continue;
            for (var bucket = 0; bucket < list.Buckets; bucket++)
                await lane.SendAsync(new TransactionalMessage(FindNotices.Name, FindNotices.KeyOf(list, bucket, now)), cancellationToken);
        }

        await notices.SweepAsync(now, cancellationToken);
    }
}
