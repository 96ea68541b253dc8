using Azure.Data.Tables;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Tables;

/// <summary>The contract over SQLite.</summary>
public sealed class SqliteTableTests : TableContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mailmaker-tables-");
    private readonly EmbeddedHome home;

    public SqliteTableTests()
    {
        var connection = EmbeddedHome.ConnectionString(folder.FullName);
        home = EmbeddedHome.For(connection);
        Service = new TableServiceClient(connection);
    }

    protected override TableServiceClient Service { get; }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await home.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
