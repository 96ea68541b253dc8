using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;

namespace MailMaker.Tests.Campaigns;

/// <summary>Outcomes are recorded in a bucket while its later slices are planned.</summary>
public sealed class PlanningMeanwhileTests
{
    private const int Contacts = 1_200;

    [Fact]
    public async Task A_plan_whose_counts_change_meanwhile_is_not_begun_anew()
    {
        var (quiet, busy) = (new Fronts(), new Fronts { Meddles = true });

        await PlanAsync(quiet);
        await PlanAsync(busy);

        Assert.True(busy.Refused > 0, "Nobody wrote the counts meanwhile.");
        Assert.Equal(quiet.ContactPages, busy.ContactPages);
    }

    private static async Task PlanAsync(Fronts fronts)
    {
        await using var stage = await CampaignStage.WithAsync(
            connection =>
            {
                EmbeddedHome.For(connection).Fronts = fronts;
                return new TableServiceClient(connection);
            },
            Contacts);

        await stage.LaunchAsync("spring");

        Assert.Equal(Contacts, (await stage.CountsAsync("spring"))[Outcome.Pending]);
        Assert.InRange((await stage.SlicesAsync("spring")).Count, Contacts / 100, (Contacts / 100) + 2);
    }

    private sealed class Fronts : ServiceFronts
    {
        public bool Meddles { get; init; }

        public int ContactPages { get; set; }

        public int Refused { get; set; }

        public override ITableAccount Before(ITableAccount tables) => new Meddler(tables, this);
    }

    // Before every second writing of new slices somebody else writes the same counts.
    private sealed class Meddler(ITableAccount inner, Fronts fronts) : ITableAccount
    {
        private int writes;

        public string AccountName => inner.AccountName;

        public Uri Endpoint => inner.Endpoint;

        public Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken) => inner.CreateTableAsync(table, cancellationToken);

        public Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) => inner.DeleteTableAsync(table, cancellationToken);

        public Task<Page<TableItem>> ListTablesAsync(string? filter, int? top, string? continuation, CancellationToken cancellationToken) =>
            inner.ListTablesAsync(filter, top, continuation, cancellationToken);

        public Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken) => inner.WriteAsync(table, action, cancellationToken);

        public async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
            string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
        {
            var partition = actions[0].Entity.PartitionKey;
            if (fronts.Meddles && table == LedgerKeys.Table && ++writes % 2 == 0
                && (await inner.GetAsync(table, partition, LedgerKeys.Sum, null, cancellationToken)).Entity is { } sum)
            {
                await inner.WriteAsync(table, new TableTransactionAction(TableTransactionActionType.UpdateReplace, sum, ETag.All), cancellationToken);
            }

            var answer = await inner.TransactAsync(table, actions, cancellationToken);
            fronts.Refused += answer.Outcome.Status == 412 ? 1 : 0;
            return answer;
        }

        public Task<(Response Outcome, TableEntity? Entity)> GetAsync(
            string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken) =>
            inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken);

        public Task<Page<TableEntity>> QueryAsync(
            string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
        {
            fronts.ContactPages += table == "Contacts" ? 1 : 0;
            return inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
        }
    }
}
