using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Delivery.Communication;
using MailMaker.Delivery.Rates;
using MailMaker.Inbound;
using MailMaker.Notices;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Tracking;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Hosting;

/// <summary>Makes the tables and containers that are not there yet, before the first trigger fires.</summary>
public sealed class StorageSetup(TableServiceClient tables, BlobServiceClient blobs) : IHostedService
{
    private static readonly string[] Tables = [DefinitionStore.Table, ContactKeys.Table, LedgerKeys.Table, AddressClaims.Table, "Imports", SuppressionKeys.Table, CampaignTags.Table, PendingStore.Table, AllowanceStore.Table, NoticeStore.Table, EventKeys.Table, RateStore.Table, SmsJournal.Table];
    private static readonly string[] Containers = ["drop", "uploads", "work", "reports", "outbox", "inbound", "inbound-review"];

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        foreach (var container in Containers)
            await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
