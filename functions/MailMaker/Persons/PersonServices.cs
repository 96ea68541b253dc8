using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Persons;

/// <summary>Registers what a person may ask for.</summary>
public static class PersonServices
{
    /// <summary>Adds records and erasure.</summary>
    public static IServiceCollection AddPersons(this IServiceCollection services) => services
        .AddSingleton<PersonIdentities>()
        .AddSingleton<PersonSends>()
        .AddSingleton<PersonTracks>()
        .AddSingleton<PersonRecords>()
        .AddSingleton<RejectedPersons>()
        .AddSingleton<PersonEraser>()
        .AddSingleton<PersonErasures>()
        .AddSingleton<ControllerNotices>()
        .AddSingleton<ITransactionalWork>(s => s.GetRequiredService<ControllerNotices>());
}
