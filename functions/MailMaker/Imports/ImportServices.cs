using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Imports;

/// <summary>Registers what imports need.</summary>
public static class ImportServices
{
    /// <summary>
    /// Adds imports. The clients of tables and blobs, <see cref="Lists.IListSource"/> and a <see cref="TimeProvider"/> are registered
    /// elsewhere.
    /// </summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportRecords>()
        .AddSingleton<ImportBlobs>()
        .AddSingleton<ImportRegistry>()
        .AddSingleton<ImportStager>()
        .AddSingleton<FileMappings>()
        .AddSingleton<BucketStore>()
        .AddSingleton<BucketRooms>()
        .AddSingleton<BucketRejects>()
        .AddSingleton<BucketApplier>()
        .AddSingleton<MissingRows>()
        .AddSingleton<BucketRemover>()
        .AddSingleton<BucketPreviewer>()
        .AddSingleton<DifferenceFiles>()
        .AddSingleton<ITransactionalWork, ImportMails>()
        .AddSingleton<ImportFinisher>()
        .AddSingleton<UndoStore>()
        .AddSingleton<ImportTraces>()
        .AddSingleton<BucketReverter>()
        .AddSingleton<RevertFinisher>();
}
