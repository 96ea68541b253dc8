using MailMaker.SignUp;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Lists;

/// <summary>Registers lists.</summary>
public static class ListServices
{
    /// <summary>Adds what the doors and the deletion of lists need, their forms and sign-ups included; definitions, imports and the clients of storage are registered elsewhere.</summary>
    public static IServiceCollection AddLists(this IServiceCollection services) => services
        .AddSingleton<IListSource, ListStore>()
        .AddSingleton<ListWriter>()
        .AddSingleton<FormStore>()
        .AddSingleton<PendingStore>()
        .AddSingleton<CampaignsOfList>()
        .AddSingleton<ImportsOfList>()
        .AddSingleton<ListRowRemover>();
}
