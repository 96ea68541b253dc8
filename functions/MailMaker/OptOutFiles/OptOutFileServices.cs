using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.OptOutFiles;

/// <summary>Registers opt-out files.</summary>
public static class OptOutFileServices
{
    /// <summary>Adds what opt-out files need.</summary>
    public static IServiceCollection AddOptOutFiles(this IServiceCollection services) => services
        .AddSingleton<OptOutFileBlobs>()
        .AddSingleton<OptOutFileRegistry>()
        .AddSingleton<FileFarewell>()
        .AddSingleton<OptOutFileTaker>();
}
