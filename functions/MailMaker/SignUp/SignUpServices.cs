using MailMaker.Core.SignUp;
using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.SignUp;

/// <summary>Registers sign-up.</summary>
public static class SignUpServices
{
    /// <summary>Adds what the doors of forms need, and the confirmation mail; forms and what waits for a confirmation come with lists.</summary>
    public static IServiceCollection AddSignUp(this IServiceCollection services)
    {
        services.AddHttpClient<ICaptcha, ReCaptcha>();
        return services
            .AddTransactional()
            .AddSingleton<ConfirmationTokens>()
            .AddSingleton<FillTokens>()
            .AddSingleton<AllowanceKeys>()
            .AddSingleton<IpLimits>()
            .AddSingleton<FormOrigins>()
            .AddSingleton<AllowanceStore>()
            .AddSingleton<SubmissionChecks>()
            .AddSingleton<SignUpDesk>()
            .AddSingleton<SignUpPages>()
            .AddSingleton<Standings>()
            .AddSingleton<EndedSignUps>()
            .AddSingleton<Confirmation>()
            .AddSingleton<ITransactionalWork, ConfirmationMailer>();
    }
}
