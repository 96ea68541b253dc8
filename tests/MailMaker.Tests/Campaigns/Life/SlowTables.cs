using Azure;
using Azure.Data.Tables;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Tables at each of whose queries something happens first, such as time that goes by.</summary>
internal sealed class SlowTables(string connection) : TableServiceClient(connection)
{
    private readonly string connection = connection;

    public Action AtEachQuery { get; set; } = () => { };

    public override TableClient GetTableClient(string tableName) => new Table(this, connection, tableName);

    private sealed class Table(SlowTables owner, string connection, string name) : TableClient(connection, name)
    {
        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = default, int? maxPerPage = default, IEnumerable<string>? select = default, CancellationToken cancellationToken = default)
        {
            owner.AtEachQuery();
            return base.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
        }
    }
}
