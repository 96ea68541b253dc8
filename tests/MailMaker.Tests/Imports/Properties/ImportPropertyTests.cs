using FsCheck;
using FsCheck.Fluent;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Tests.Imports.Properties;

/// <summary>Order, repetition, interruption and concurrency of imports never change what the files say.</summary>
public class ImportPropertyTests
{
    private static readonly ContactList Definition = new()
    {
        Account = ImportStage.Account, Name = ImportStage.List, Key = KeyKind.Fkey, Buckets = 2, RemovalGuard = 1,
    };

    private static readonly Gen<Case> Cases =
        from files in Gen.Choose(1, 4).SelectMany(n => SmallFile.Any.ListOf(n))
        from crash in Gen.Choose(0, 60)
        from after in Gen.Elements(false, true)
        from times in Gen.Choose(1, 2)
        select new Case([.. files], crash, after, times);

    [Fact]
    public void Files_leave_what_a_plain_model_says_wherever_the_process_dies_and_however_often_they_are_applied() =>
        PropertyCheck.Run(Cases, c => c.Smaller(), 25, async c =>
        {
            CrashingTables? tables = null;
            await using var stage = await ImportStage.OpenAsync(Definition, connection => tables = new CrashingTables(connection));
            (tables!.CrashAt, tables.AfterTheWrite) = (c.CrashAt, c.AfterTheWrite);
            var (byHand, model) = (new ImportByHand(stage, Definition, c.Times), new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal));
            for (var i = 0; i < c.Files.Count; i++)
            {
                stage.Clock.Advance(TimeSpan.FromSeconds(1));
                var before = Copy(model);
                var key = await RegisterAsync(byHand, c.Files[i], $"file{i}.csv");
                await byHand.ImportAsync(key);
                c.Files[i].ApplyTo(model);
                await AssertIsAsync(stage, Expected(model));
                await AssertAddsUpAsync(stage, key, c.Files[i]);
                if (i == 0 || c.Times == 1)
                    continue;
                // Reverted and sent again under another name it says the same as before.
                await byHand.RevertAsync(key);
                await AssertIsAsync(stage, Expected(Reverted(before, model)));
                await byHand.ImportAsync(await RegisterAsync(byHand, c.Files[i], $"again{i}.csv"));
                await AssertIsAsync(stage, Expected(model));
            }
        });

    [Fact]
    public void Files_that_come_at_once_are_applied_in_their_order_while_calls_change_other_contacts() =>
        PropertyCheck.Run(Cases, c => c.Smaller(), 12, async c =>
        {
            await using var stage = await ImportStage.OpenAsync(Definition);
            var model = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
            for (var i = 0; i < c.Files.Count; i++)
            {
                stage.Clock.Advance(TimeSpan.FromSeconds(1));
                var folder = c.Files[i].Mode == ImportMode.Full ? "full" : "incremental";
                await stage.DropAsync($"acme/news/{folder}/file{i}.csv", System.Text.Encoding.UTF8.GetBytes(c.Files[i].Text));
                if (c.Times == 2)
                    await stage.RegisterAsync($"acme/news/{folder}/file{i}.csv");
                c.Files[i].ApplyTo(model);
            }

            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAll(CallAsync(stage, "x1"), CallAsync(stage, "x2"), EndAsync(stage));
            foreach (var key in new[] { "x1", "x2" })
                model[key] = new() { [BuiltInFields.Fkey] = key, [BuiltInFields.FirstName] = "Call 9" };
            await AssertIsAsync(stage, Expected(model));
        });

    private static SortedDictionary<string, Dictionary<string, string>> Copy(SortedDictionary<string, Dictionary<string, string>> model) =>
        new(model.ToDictionary(c => c.Key, c => new Dictionary<string, string>(c.Value)), StringComparer.Ordinal);

    // What was before, but for consent: a revert leaves that of a contact that stays as the file left it.
    private static SortedDictionary<string, Dictionary<string, string>> Reverted(
        SortedDictionary<string, Dictionary<string, string>> before, SortedDictionary<string, Dictionary<string, string>> after)
    {
        var reverted = Copy(before);
        foreach (var (key, fields) in reverted.Where(c => after.ContainsKey(c.Key)))
            fields[BuiltInFields.Consent] = after[key].GetValueOrDefault(BuiltInFields.Consent, "");
        return reverted;
    }

    private static Task<ImportKey> RegisterAsync(ImportByHand byHand, SmallFile file, string name) => byHand.RegisterAsync(file.Text, file.Mode, name);

    private static SortedDictionary<string, string> Expected(SortedDictionary<string, Dictionary<string, string>> model) => new(
        model.ToDictionary(c => c.Key, c => System.Text.Encoding.UTF8.GetString(FieldsJson.Write(new FieldOrder(Definition), c.Value))), StringComparer.Ordinal);

    private static async Task AssertIsAsync(ImportStage stage, SortedDictionary<string, string> expected)
    {
        Assert.Equal(expected, await stage.ContactsAsync());
        var (are, mustBe) = await stage.AddressIndexAsync();
        Assert.Equal(mustBe, are);
        Assert.Equal(0, await stage.CountRowsAsync("i|"));
    }

    private static async Task AssertAddsUpAsync(ImportStage stage, ImportKey key, SmallFile file)
    {
        var import = (await stage.Get<ImportRecords>().FindAsync(key, default))!;
        Assert.Equal((ImportState.Completed, file.Rows.Count, true), (import.State, (int)import.Counts.Rows, import.Counts.AddUp));
    }

    private static async Task CallAsync(ImportStage stage, string key)
    {
        var list = await stage.ListAsync();
        for (var i = 0; i < 10; i++)
        {
            var fields = new Dictionary<string, string> { [BuiltInFields.Fkey] = key, [BuiltInFields.FirstName] = $"Call {i}" };
            var body = new ContactBody(fields.Keys.ToHashSet(), FieldsJson.Write(new FieldOrder(list), fields));
            var results = await stage.Get<ContactBatch>().ApplyAsync(list, [new BatchItem(ContactOperation.Merge, key, body, [])], default);
            Assert.NotEqual(ContactResultKind.Refused, results[0].Result);
        }
    }

    // Imports wait for their turn: time passes until all are over.
    private static async Task EndAsync(ImportStage stage)
    {
        for (var i = 0; i < 20; i++)
        {
            await stage.IdleAsync();
            if ((await stage.Get<ImportRecords>().ListAsync(ImportStage.Account, ImportStage.List, default)).All(r => !r.IsOpen))
                return;
            stage.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Fail("The imports did not end.");
    }

    private sealed record Case(IReadOnlyList<SmallFile> Files, int CrashAt, bool AfterTheWrite, int Times)
    {
        public IEnumerable<Case> Smaller()
        {
            foreach (var files in PropertyCheck.OneLess(Files).Where(f => f.Count > 0))
                yield return this with { Files = files };
            for (var i = 0; i < Files.Count; i++)
            {
                foreach (var smaller in Files[i].Smaller())
                    yield return this with { Files = [.. Files.Take(i), smaller, .. Files.Skip(i + 1)] };
            }

            if (CrashAt > 0)
                yield return this with { CrashAt = 0 };
            if (Times > 1)
                yield return this with { Times = 1 };
        }

        public override string ToString() =>
            $"crash at {CrashAt} (after: {AfterTheWrite}), {Times} times: {string.Join(" | ", Files.Select(f => $"{f.Mode} {f.Text}"))}";
    }
}
