using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Transactional;

/// <summary>Registers the transactional lane.</summary>
public static class TransactionalServices
{
    /// <summary>Adds the lane; each kind of work registers itself as <see cref="ITransactionalWork"/>.</summary>
    public static IServiceCollection AddTransactional(this IServiceCollection services) => services
        .AddSingleton<TransactionalQueue>()
        .AddSingleton<TransactionalMails>();
}
