using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Tests.Imports;

/// <summary>Runs the activities of an import one after the other, as its orchestration does, and again when the process ended in one.</summary>
internal sealed class ImportByHand(ImportStage stage, ContactList list, int times = 1)
{
    public async Task<ImportKey> RegisterAsync(string text, ImportMode mode, string name)
    {
        var path = $"{list.Account}/{list.Name}/{(mode == ImportMode.Full ? "full" : "incremental")}/{name}";
        var blob = stage.Get<Azure.Storage.Blobs.BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Drop).GetBlobClient(path);
        var version = (await blob.UploadAsync(BinaryData.FromString(text), overwrite: true)).Value.ETag.ToString();
        var key = ImportKey.Of(list.Account, list.Name, ImportBlobs.Drop, path, version);
        var record = new ImportRecord
        {
            Account = list.Account, List = list.Name, Id = key.Id, Mode = mode, Name = name, Container = ImportBlobs.Drop, Blob = path, Version = version,
            RegisteredAt = stage.Clock.GetUtcNow(),
        };
        await SurviveAsync(() => stage.Get<ImportRecords>().AddAsync(record, default));
        return key;
    }

    public async Task ImportAsync(ImportKey key)
    {
        var activities = stage.Get<ImportActivities>();
        var all = new BucketsOfImport(key, 0, list.Buckets);
        await SurviveAsync(() => activities.TakeImportTurn(key, default));
        await SurviveAsync(() => activities.StageImport(key, default));
        await SurviveAsync(() => activities.ApplyBuckets(all, default));
        if ((await stage.Get<ImportRecords>().FindAsync(key, default))!.Mode == ImportMode.Full)
        {
            var missing = new MissingContacts(0, 0);
            await SurviveAsync(async () => missing = await activities.CountMissing(all, default));
            await SurviveAsync(() => activities.GuardRemoval(new RemovalToGuard(key, missing), default));
            await SurviveAsync(() => activities.RemoveMissing(all, default));
        }

        await SurviveAsync(() => activities.FinishImport(new EndOfImport(key, ImportStep.Complete, null), default));
    }

    public async Task RevertAsync(ImportKey key)
    {
        var activities = stage.Get<RevertActivities>();
        await SurviveAsync(() => activities.TakeRevertTurn(key, default));
        await SurviveAsync(() => activities.RevertBuckets(new BucketsOfImport(key, 0, list.Buckets), default));
        await SurviveAsync(() => activities.FinishRevert(key, default));
    }

    // What an orchestration does with an activity whose process ended: it runs it again.
    private async Task SurviveAsync(Func<Task> activity)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                await activity();
            }
            catch (ProcessCrashedException)
            {
                i--;
            }
        }
    }
}
