using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Engine;
using MailMaker.Embedded.Tables.Rest;

namespace MailMaker.Embedded.Tables;

/// <summary>Opens the account that a client's constructor names.</summary>
internal static class TableAccounts
{
    /// <summary>The audience of Microsoft Entra ID tokens for storage.</summary>
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>The data folder, or the storage account, of a connection string.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static ITableAccount Open(string connectionString, TableClientOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (EmbeddedHome.Names(connectionString))
        {
            var home = EmbeddedHome.For(connectionString);
            return home.Fronts.Before(home.Service(h => new SqliteTables(h)));
        }

        var parsed = StorageConnection.Parse(connectionString);
        return parsed.Key is { } key ? Open(parsed.Tables, key, options) : Open(parsed.Tables, parsed.Signature!, options);
    }

    /// <summary>A storage account by Microsoft Entra ID.</summary>
    public static ITableAccount Open(Uri endpoint, TokenCredential credential, TableClientOptions? options) =>
        Rest(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope), options);

    /// <summary>A storage account by its key.</summary>
    public static ITableAccount Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        Rest(endpoint, new SharedKeyPolicy(credential), options);

    /// <summary>A storage account by a shared access signature.</summary>
    public static ITableAccount Open(Uri endpoint, AzureSasCredential credential, TableClientOptions? options) =>
        Rest(endpoint, new SignaturePolicy(credential), options);

    private static RestTables Rest(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        // Each try is signed anew: the date is part of the signature.
        var pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
        return new RestTables(pipeline, endpoint, options.Version);
    }
}
