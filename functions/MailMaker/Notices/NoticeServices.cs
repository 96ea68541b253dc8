using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Notices;

/// <summary>Registers the notices that the law of a list asks for.</summary>
public static class NoticeServices
{
    /// <summary>Adds them to the transactional lane.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeStore>()
        .AddSingleton<ITransactionalWork, FindNotices>()
        .AddSingleton<ITransactionalWork, SendNotice>();
}
