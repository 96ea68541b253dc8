using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contacts;

/// <summary>Registers contacts.</summary>
public static class ContactServices
{
    /// <summary>Adds the stores of single contacts.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddSingleton<ContactStore>()
        .AddSingleton<ContactFinder>()
        .AddSingleton<ContactBatch>()
        .AddSingleton<ContactExport>()
        .AddSingleton<ContactMover>()
        .AddSingleton<KeyChanger>();
}
