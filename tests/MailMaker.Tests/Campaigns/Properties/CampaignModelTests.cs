using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Tests.Imports.Properties;

namespace MailMaker.Tests.Campaigns.Properties;

/// <summary>
/// Random campaigns, imports, opt-outs, waits and crashes against a model that knows nothing but the list of hand-overs. The long form: CAMPAIGN_MODEL_RUNS=5000.
/// </summary>
public class CampaignModelTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("CAMPAIGN_MODEL_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 12;

    private static readonly Gen<CampaignStep> Step = Gen.Frequency(
        (2, Gen.Choose(1, CampaignWorld.MostContacts).Select(n => (CampaignStep)new CampaignStep.Import(n))),
        (1, Gen.Choose(0, CampaignWorld.MostContacts - 1).Select(n => (CampaignStep)new CampaignStep.Remove(n))),
        (2, Gen.Choose(0, CampaignWorld.MostContacts - 1).Select(n => (CampaignStep)new CampaignStep.Leave(n))),
        (4, from priority in Gen.Elements(CampaignPriority.Low, CampaignPriority.Normal, CampaignPriority.High)
            from capped in Gen.Elements(WhenCapped.Defer, WhenCapped.Defer, WhenCapped.Drop)
            from hours in Gen.Elements(1, 30, 72)
            select (CampaignStep)new CampaignStep.Launch(priority, capped, hours)),
        (1, Gen.Choose(0, 5).Select(n => (CampaignStep)new CampaignStep.Cancel(n))),
        (1, Gen.Choose(0, 5).Select(n => (CampaignStep)new CampaignStep.Fail(n))),
        (1, Gen.Choose(0, 5).Select(n => (CampaignStep)new CampaignStep.LaunchAgain(n))),
        (4, Gen.Elements(1, 20, 90, 8 * 60, 24 * 60, 40 * 60).Select(m => (CampaignStep)new CampaignStep.Wait(m))),
        (6, from crashAt in Gen.Elements(0, 0, 1, 2, 3, 5)
            from after in Gen.Elements(true, false)
            from fails in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (CampaignStep)new CampaignStep.Work(crashAt, after, fails)));

    private static readonly Gen<CampaignRules> Rules =
        from rule in Gen.Elements(
            new FrequencyCap(1, CapPeriod.Day), new FrequencyCap(2, CapPeriod.Day) { ReservedFor = new ReservedSlots(High: 1) }, new FrequencyCap(2, CapPeriod.Day, CapWindow.Calendar),
            new FrequencyCap(1, CapPeriod.Day) { Hours = 6 })
        from quiet in Gen.Elements(null, new QuietHours("21:00", "08:00"))
        from byPerson in Gen.Elements(false, true)
        select new CampaignRules(rule, quiet, byPerson);

    private static readonly Gen<(CampaignRules Rules, IReadOnlyList<CampaignStep> Steps)> Cases =
        from rules in Rules
        from steps in Gen.Choose(4, 14).SelectMany(n => Step.ListOf(n))
        select (rules, (IReadOnlyList<CampaignStep>)[.. steps]);

    [Fact]
    public void Whatever_happens_no_cap_is_exceeded_nobody_is_written_to_after_leaving_and_every_recipient_is_accounted_for() => PropertyCheck.Run(
        Cases,
        c => PropertyCheck.OneLess(c.Steps).Select(s => (c.Rules, s)),
        Runs,
        async c =>
        {
            await using var world = await CampaignWorld.OpenAsync(c.Rules);
            foreach (var step in c.Steps)
            {
                await world.TakeAsync(step);
                await world.AssertAsync();
            }

            await world.FinishAsync();
        });
}
