using FsCheck;
using FsCheck.Fluent;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Imports;
using MailMaker.Suppressions;

namespace MailMaker.Tests.Imports.Properties;

/// <summary>No sequence of files, calls and reverts brings back somebody who left, complained or was erased; only the person's own confirmation does.</summary>
public class OptOutPropertyTests
{
    private static readonly ContactList Definition = new()
    {
        Account = ImportStage.Account, Name = ImportStage.List, Key = KeyKind.Fkey, Buckets = 2, RemovalGuard = 1,
    };

    private static readonly Gen<string> Key = Gen.Elements<string>([.. SmallFile.Keys]);

    private static readonly Gen<IReadOnlyList<Step>> Steps = Gen.Choose(3, 9).SelectMany(n => Gen.Frequency(
        (4, SmallFile.Any.Select(f => (Step)new Step.Import(f))),
        (3, from key in Key from what in Gen.Elements(ContactOperation.Merge, ContactOperation.Put, ContactOperation.Patch, ContactOperation.Delete) select (Step)new Step.Call(key, what)),
        (3, Key.Select(k => (Step)new Step.Leave(k))),
        (1, Key.Select(k => (Step)new Step.Choose(k))),
        (1, Key.Select(k => (Step)new Step.Erase(k))),
        (1, Key.Select(k => (Step)new Step.Confirm(k))),
        (2, Gen.Choose(0, 3).Select(n => (Step)new Step.Revert(n)))).ListOf(n).Select(s => (IReadOnlyList<Step>)[.. s]));

    [Fact]
    public void Nobody_who_left_refused_or_was_erased_comes_back_but_by_a_confirmation() => PropertyCheck.Run(Steps, PropertyCheck.OneLess, 25, async steps =>
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        var world = new World(stage, new ImportByHand(stage, Definition));
        foreach (var step in steps)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.TakeAsync(step);
            await world.AssertNobodyCameBackAsync();
        }

        foreach (var key in SmallFile.Keys)
            Assert.Empty(EvidenceChain.Verify(await stage.Get<EvidenceStore>().ReadAsync(Definition, ContactId.Of(KeyKind.Fkey, key), default)));
    });

    private abstract record Step
    {
        public sealed record Import(SmallFile File) : Step;

        public sealed record Call(string Key, ContactOperation What) : Step;

        public sealed record Leave(string Key) : Step;

        public sealed record Choose(string Key) : Step;

        public sealed record Erase(string Key) : Step;

        public sealed record Confirm(string Key) : Step;

        public sealed record Revert(int Number) : Step;
    }

    private sealed class World(ImportStage stage, ImportByHand byHand)
    {
        private static readonly ConsentSource Link = new("link");
        private readonly HashSet<string> left = [];
        private readonly HashSet<string> refused = [];
        private readonly HashSet<string> erased = [];
        private readonly List<ImportKey> imports = [];
        private int confirmations;

        public Task TakeAsync(Step step) => step switch
        {
            Step.Import import => ImportAsync(import.File),
            Step.Call call => CallAsync(call),
            Step.Leave leave => LeaveAsync(leave.Key),
            Step.Choose choose => ChooseAsync(choose.Key),
            Step.Erase erase => EraseAsync(erase.Key),
            Step.Confirm confirm => ConfirmAsync(confirm.Key),
            Step.Revert revert => revert.Number < imports.Count ? byHand.RevertAsync(imports[revert.Number]) : Task.CompletedTask,
            _ => throw new ArgumentException("No such step.", nameof(step)),
        };

        public async Task AssertNobodyCameBackAsync()
        {
            var contacts = await stage.ContactsAsync();
            foreach (var key in left)
                Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(Definition, Id(key), default), $"{key} left and is back.");
            foreach (var key in refused.Where(contacts.ContainsKey))
                Assert.Contains("\"consent\":\"false\"", contacts[key], StringComparison.Ordinal);
            foreach (var key in erased)
                Assert.DoesNotContain(key, contacts.Keys);
            var (are, mustBe) = await stage.AddressIndexAsync();
            Assert.Equal(mustBe, are);
        }

        private async Task ImportAsync(SmallFile file)
        {
            imports.Add(await byHand.RegisterAsync(file.Text, file.Mode, $"file{imports.Count}.csv"));
            await byHand.ImportAsync(imports[^1]);
        }

        private async Task CallAsync(Step.Call call) => await stage.Get<ContactBatch>().ApplyAsync(
            Definition, [new BatchItem(call.What, call.Key, call.What == ContactOperation.Delete ? null : Willing(call.Key), [])], default);

        private async Task LeaveAsync(string key)
        {
            if (erased.Contains(key))
                return;
            await stage.Get<GoodbyeStore>().RecordAsync(Definition, Id(key), new Goodbye(GoodbyeReason.Link, stage.Clock.GetUtcNow()), Link, default);
            left.Add(key);
        }

        private async Task ChooseAsync(string key)
        {
            if (erased.Contains(key))
                return;
            await stage.Get<ChoiceStore>().SetAsync(Definition, Id(key), new Dictionary<string, string> { [BuiltInFields.Consent] = "false" }, Link, default);
            refused.Add(key);
        }

        private async Task EraseAsync(string key)
        {
            if (await stage.Get<ContactStore>().FindAsync(Definition, Id(key), default) is not { } contact)
                return;
            var hashes = ErasedValues.HashesOf(stage.Get<AddressHashes>(), Definition, contact.Fields);
            await stage.Get<SuppressionStore>().EraseAsync(Definition.Account, hashes, [], stage.Clock.GetUtcNow(), default);
            await stage.Get<ContactStore>().DeleteAsync(Definition, Id(key), default);
            await stage.Get<ImportTraces>().ForgetAsync(Definition, [Id(key)], [key], default);
            erased.Add(key);
        }

        private async Task ConfirmAsync(string key)
        {
            var happened = new ConsentEvent
            {
                Kind = ConsentEventKind.Confirmed, At = stage.Clock.GetUtcNow(), Source = new ConsentSource("form", Reference: $"token {confirmations++}"),
            };
            var body = Willing(key);
            await stage.Get<Welcome>().ConfirmAsync(Definition, Id(key), key, body.Supplied, body.Values, happened, default);
            left.Remove(key);
            refused.Remove(key);
            erased.Remove(key);
        }

        private static ContactId Id(string key) => ContactId.Of(KeyKind.Fkey, key);

        private static ContactBody Willing(string key)
        {
            var fields = new Dictionary<string, string>
            {
                [BuiltInFields.Fkey] = key, [BuiltInFields.Email] = key + "@example.org", [BuiltInFields.Consent] = "true", [BuiltInFields.SmsConsent] = "true",
            };
            return new ContactBody(fields.Keys.ToHashSet(), FieldsJson.Write(new FieldOrder(Definition), fields));
        }
    }
}
