using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
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
    private sealed class Meddler(ITableAccount inner, Fronts fronts) : PassedTables(inner)
    {
        private int writes;

        public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
            string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
        {
            var partition = actions[0].Entity.PartitionKey;
            if (fronts.Meddles && table == LedgerKeys.Table && ++writes % 2 == 0
                && (await Inner.GetAsync(table, partition, LedgerKeys.Sum, null, cancellationToken)).Entity is { } sum)
            {
                await Inner.WriteAsync(table, new TableTransactionAction(TableTransactionActionType.UpdateReplace, sum, ETag.All), cancellationToken);
            }

            var answer = await Inner.TransactAsync(table, actions, cancellationToken);
            fronts.Refused += answer.Outcome.Status == 412 ? 1 : 0;
            return answer;
        }

        public override Task<Page<TableEntity>> QueryAsync(
            string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
        {
            fronts.ContactPages += table == "Contacts" ? 1 : 0;
            return Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
        }
    }
}
