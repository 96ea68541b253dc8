using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Delivery;
using MailMaker.Delivery.Sms;
using MailMaker.Lists;
using MailMaker.Suppressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>What a <see cref="CampaignStage"/> has of the app: campaigns and what they need, without the host.</summary>
internal static class CampaignStageServices
{
    public static ServiceProvider Over(string connection, TableServiceClient tables, TimeProvider clock, IEmailChannel email, ISmsChannel sms) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddSingleton(clock)
        .AddSingleton(tables)
        .AddSingleton(new BlobServiceClient(connection))
        .AddSingleton(new ServiceBusClient(connection))
        .AddSingleton<DefinitionStore>()
        .AddSingleton<IDefinitions>(s => s.GetRequiredService<DefinitionStore>())
        .AddSingleton<IListSource, ListStore>()
        .AddSingleton(email)
        .AddSingleton(sms)
        .AddSingleton<Random>(new NoRandom())
        .AddRates(new ConfigurationBuilder().Build())
        .AddConsent()
        .AddSingleton(new SigningSecret(new byte[32]))
        .AddContacts()
        .AddSuppressions()
        .AddCampaigns()
        .BuildServiceProvider();
}
