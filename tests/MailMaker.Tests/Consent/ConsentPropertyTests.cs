using FsCheck;
using FsCheck.Fluent;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using MailMaker.Tests.Campaigns;
using MailMaker.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Consent;

/// <summary>Whatever happens to consent, in whatever order, at once, and with crashes in between: the evidence holds, and the state is what it says.</summary>
public sealed class ConsentPropertyTests
{
    private static readonly string[] People = ["ada@example.com", "bob@example.com"];

    [Fact]
    public void Evidence_always_verifies_and_tells_the_state() => Prop.ForAll(
        Rounds().ToArbitrary(),
        rounds => RunAsync(rounds).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static Gen<Round[]> Rounds()
    {
        var act =
            from person in Gen.Choose(0, People.Length - 1)
            from kind in Gen.Choose(0, 5)
            from token in Gen.Choose(0, 2)
            select new Act(People[person], kind, token);
        var round =
            from acts in act.ArrayOf(3)
            from crashAt in Gen.Choose(0, 12)
            from after in ArbMap.Default.GeneratorFor<bool>()
            select new Round(acts, crashAt, after);
        return round.NonEmptyListOf().Select(r => r.Take(6).ToArray());
    }

    private static async Task RunAsync(Round[] rounds)
    {
        CrashingTables? tables = null;
        await using var stage = await CampaignStage.WithAsync(c => tables = new CrashingTables(c), 0);
        await stage.DefineAsync(stage.ContactList with { Name = "shop" });
        foreach (var round in rounds)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            tables!.Begin(round.CrashAt, round.After);
            await Task.WhenAll(round.Acts.Select(a => Task.Run(() => TryAsync(stage, a))));
            // What crashed is done again, as a trigger or a person would.
            tables.Begin(0, false);
            await Task.WhenAll(round.Acts.Select(a => Task.Run(() => TryAsync(stage, a))));
        }

        foreach (var person in People)
            await AssertAsync(stage, person);
    }

    private static async Task TryAsync(CampaignStage stage, Act act)
    {
        try
        {
            await ActAsync(stage, act);
        }
        catch (ProcessCrashedException)
        {
        }
    }

    private static Task ActAsync(CampaignStage stage, Act act)
    {
        var (services, list, id, now) = (stage.Services, stage.ContactList, CampaignStage.Id(act.Person), stage.Clock.GetUtcNow());
        var goodbye = new Goodbye((GoodbyeReason)act.Token, now);
        return act.Kind switch
        {
            0 => services.GetRequiredService<Farewell>().LeaveAsync(list, id, goodbye, new("api"), default),
            1 => services.GetRequiredService<AddressFarewell>().LeaveAsync("acme", act.Token == 0 ? null : "news", act.Person, goodbye, new("api"), default),
            2 => services.GetRequiredService<Welcome>().ConfirmAsync(
                list, id, act.Person, new HashSet<string> { "email" }, FieldsJson.Write(new FieldOrder(list), [new("email", act.Person)]),
                new ConsentEvent { Kind = ConsentEventKind.Confirmed, At = now, Source = new("form", Reference: $"t{act.Token}") }, default),
            3 => services.GetRequiredService<ChoiceStore>().SetAsync(
                list, id, new Dictionary<string, string> { ["frequency"] = new[] { "all", "weekly", "monthly" }[act.Token] }, new("preferences"), default),
            4 => services.GetRequiredService<SuppressionDoor>().SuppressAsync(
                "acme", new Suppression(act.Person, null, SuppressionReason.HardBounce, now, "bounce"), new("bounce", Reference: $"b{act.Token}"), default),
            _ => services.GetRequiredService<ContactStore>().DeleteAsync(list, id, default),
        };
    }

    // The chain's order is the truth: of the goodbyes and confirmations the last one holds.
    private static async Task AssertAsync(CampaignStage stage, string person)
    {
        var id = CampaignStage.Id(person);
        var chain = await stage.Services.GetRequiredService<EvidenceStore>().ReadAsync(stage.ContactList, id, default);
        Assert.Empty(EvidenceChain.Verify(chain));
        var last = chain.Select(e => e.Event.Kind).LastOrDefault(k => k is ConsentEventKind.Left or ConsentEventKind.Confirmed, ConsentEventKind.Confirmed);
        Assert.Equal(last == ConsentEventKind.Left, await stage.Services.GetRequiredService<GoodbyeStore>().HasLeftAsync(stage.ContactList, id, default));
        var confirmations = chain.Where(e => e.Event.Kind == ConsentEventKind.Confirmed).Select(e => e.Event.Source.Reference).ToList();
        Assert.Equal(confirmations.Distinct(), confirmations);
        var chosen = chain.Select(e => e.Event).LastOrDefault(e => e.Kind == ConsentEventKind.ChoiceMade)?.Fields?["frequency"];
        Assert.Equal(chosen, FieldsJson.ValueOf(await stage.Services.GetRequiredService<ChoiceStore>().FindAsync(stage.ContactList, id, default) is { Length: > 0 } c ? c : "{}"u8, "frequency"));
    }

    private sealed record Act(string Person, int Kind, int Token);

    private sealed record Round(Act[] Acts, int CrashAt, bool After)
    {
        public override string ToString() => $"[{string.Join(", ", Acts.Select(a => $"{a.Person[0]}{a.Kind}{a.Token}"))}] crash at {CrashAt}{(After ? "+" : "")}";
    }
}
