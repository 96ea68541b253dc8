using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;

namespace MailMaker.Tests.Campaigns.Throttled;

/// <summary>Tables that refuse, with 503, the transactions and queries that a test chooses.</summary>
internal sealed class RefusingTables : ServiceFronts
{
    /// <summary>Whether a transaction on a table is refused.</summary>
    public Func<string, bool> RefusesWrite { get; set; } = _ => false;

    /// <summary>Whether a query of a table is refused.</summary>
    public Func<string, bool> RefusesQuery { get; set; } = _ => false;

    /// <summary>Whether the reading of one row of a table is refused.</summary>
    public Func<string, bool> RefusesRead { get; set; } = _ => false;

    /// <summary>Requests that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Rows of the ledger that queries read.</summary>
    public int LedgerRows { get; set; }

    public override ITableAccount Before(ITableAccount tables) => new Front(tables, this);

    /// <summary>A stage whose tables these are.</summary>
    public Task<CampaignStage> StageAsync(int contacts) => CampaignStage.WithAsync(
        connection =>
        {
            EmbeddedHome.For(connection).Fronts = this;
            return new TableServiceClient(connection);
        },
        contacts);

    private sealed class Front(ITableAccount inner, RefusingTables tables) : PassedTables(inner)
    {
        private static readonly TableFault Busy = new(503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

        public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
            string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
        {
            if (!tables.RefusesWrite(table))
                return await Inner.TransactAsync(table, actions, cancellationToken);
            tables.Refused++;
            return (EmbeddedResponse.Refusal(Busy), []);
        }

        public override Task<(Response Outcome, TableEntity? Entity)> GetAsync(
            string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
        {
            if (!tables.RefusesRead(table))
                return Inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken);
            tables.Refused++;
            return Task.FromResult<(Response, TableEntity?)>((EmbeddedResponse.Refusal(Busy), null));
        }

        public override async Task<Page<TableEntity>> QueryAsync(
            string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
        {
            if (tables.RefusesQuery(table))
            {
                tables.Refused++;
                throw TableFaultParser.Exception(EmbeddedResponse.Refusal(Busy));
            }

            var page = await Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
            tables.LedgerRows += table == "Ledger" ? page.Values.Count : 0;
            return page;
        }
    }
}
