using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Delivery;
using MailMaker.Imports;
using MailMaker.Inbound;
using MailMaker.Lists;
using MailMaker.OptOutFiles;
using MailMaker.Notices;
using MailMaker.PublicPages;
using MailMaker.Persons;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Tracking;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MailMaker.Hosting;

/// <summary>The function app, put together the same way in both homes.</summary>
public static class MailMakerApp
{
    /// <summary>A builder with all of MailMaker in it.</summary>
    /// <param name="args">The host's arguments.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(builder.Configuration);
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<IDefinitions>(s => s.GetRequiredService<DefinitionStore>());
        services.AddLists();
        services.AddImports();
        services.AddContacts();
        services.AddPersons();
        services.AddConsent();
        services.AddPublicPages();
        services.AddSuppressions();
        services.AddDelivery(builder.Configuration);
        services.AddCampaigns();
        services.AddTracking();
        services.AddInbound();
        services.AddOptOutFiles();
        services.AddSignUp();
        services.AddNotices();
        return builder;
    }
}
