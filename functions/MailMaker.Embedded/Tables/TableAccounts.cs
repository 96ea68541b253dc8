using Azure.Core;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Engine;

namespace MailMaker.Embedded.Tables;

/// <summary>Opens the account that a client's constructor names.</summary>
internal static class TableAccounts
{
    /// <summary>The data folder, or the storage account, of a connection string.</summary>
    public static ITableAccount Open(string connectionString, TableClientOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (EmbeddedHome.Names(connectionString))
            return EmbeddedHome.For(connectionString).Service(home => new SqliteTables(home));
        throw new NotSupportedException();
    }

    public static ITableAccount Open(Uri endpoint, TokenCredential credential, TableClientOptions? options) => throw new NotSupportedException();

    public static ITableAccount Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) => throw new NotSupportedException();
}
