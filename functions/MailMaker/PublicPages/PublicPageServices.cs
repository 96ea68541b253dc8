using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.PublicPages;

/// <summary>Registers public pages.</summary>
public static class PublicPageServices
{
    /// <summary>Adds what doors need to answer with pages.</summary>
    public static IServiceCollection AddPublicPages(this IServiceCollection services) => services.AddSingleton<PageFrames>();
}
