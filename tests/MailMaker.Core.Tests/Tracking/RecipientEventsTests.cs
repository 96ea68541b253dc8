using MailMaker.Core.Tracking;

namespace MailMaker.Core.Tests.Tracking;

public class RecipientEventsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(EventKind.Open, 1.9, true)]
    [InlineData(EventKind.Open, 2, false)]
    [InlineData(EventKind.Click, 4.9, true)]
    [InlineData(EventKind.Click, 5, false)]
    [InlineData(EventKind.Click, -3, true)]
    public void Who_is_quicker_than_a_person_can_be_is_none(EventKind kind, double seconds, bool isMachine) =>
        Assert.Equal(isMachine, MachineRules.IsMachine(new TrackedHit(kind, 0, Noon.AddSeconds(seconds), MachineSigns.None), Noon));

    [Fact]
    public void Where_the_hand_over_is_not_known_any_more_the_request_alone_decides()
    {
        Assert.False(MachineRules.IsMachine(Click(0, 0), null));
        Assert.True(MachineRules.IsMachine(Click(0, 0) with { Signs = MachineSigns.Scanner }, null));
    }

    [Fact]
    public void Both_counts_are_kept_and_the_first_moments_are_the_persons()
    {
        var events = RecipientEvents.None.With(Open(1), true).With(Open(60), false).With(Open(90), false).With(Click(2, 95), false);

        var open = events.Items[0];
        Assert.Equal((2, 1), ((int)open.Persons, (int)open.Machines));
        Assert.Equal((Noon.AddSeconds(60), Noon.AddSeconds(95)), (events.OpenedAt, events.ClickedAt));
        Assert.Equal(new ItemTotals(2, 1, 1, 0), events.Totals().Opens);
        Assert.Equal([default, default, new ItemTotals(1, 0, 1, 0)], events.Totals().Links);
    }

    [Fact]
    public void The_person_was_last_seen_when_no_machine_can_have_been_meant()
    {
        var events = RecipientEvents.None.With(Open(1), true);
        Assert.Null(events.SeenAt);
        events = events.With(Open(60), false).With(Open(90), false);
        Assert.Equal(Noon.AddSeconds(90), events.SeenAt);
        Assert.Equal(Noon.AddSeconds(60), events.With(Open(120), true).SeenAt);
        Assert.Equal(Noon.AddSeconds(130), events.With(Open(120), true).With(Click(2, 130), false).SeenAt);
    }

    [Fact]
    public void Machines_alone_make_no_open_and_no_click_of_the_person()
    {
        var events = RecipientEvents.None.With(Open(1), true).With(Click(0, 1), true);

        Assert.Equal((null, null), (events.OpenedAt, events.ClickedAt));
        Assert.Equal((new ItemTotals(0, 1, 0, 1), new ItemTotals(0, 1, 0, 1)), (events.Totals().Opens, events.Totals().Clicks));
    }

    [Fact]
    public void The_same_thing_again_within_a_second_counts_once()
    {
        var events = RecipientEvents.None.With(Click(0, 10), false);

        Assert.Same(events, events.With(Click(0, 10), false));
        Assert.Same(events, events.With(Click(0, 10.9), false));
        Assert.Equal(2, events.With(Click(0, 11), false).Items[0].Persons);
        Assert.Equal(2, events.With(Click(1, 10.5), false).Items.Sum(i => i.Persons));
    }

    [Fact]
    public void A_person_right_after_a_machine_is_not_lost()
    {
        var events = RecipientEvents.None.With(Click(0, 10), true).With(Click(0, 10.5), false);

        Assert.Equal((1, 1), (events.Items[0].Persons, events.Items[0].Machines));
    }

    [Fact]
    public void Three_links_within_a_second_are_a_machines_the_first_two_as_well()
    {
        var two = RecipientEvents.None.With(Click(0, 10), false).With(Click(1, 10.3), false);
        var three = two.With(Click(2, 10.6), false);

        Assert.Equal(2, two.Totals().Clicks.Persons);
        Assert.Equal(new ItemTotals(0, 3, 0, 1), three.Totals().Clicks);
        Assert.Null(three.ClickedAt);
        Assert.Equal(new ItemTotals(1, 3, 1, 0), three.With(Click(1, 60), false).Totals().Clicks);
    }

    [Fact]
    public void Three_links_one_after_the_other_are_a_persons() =>
        Assert.Equal(new ItemTotals(3, 0, 1, 0), RecipientEvents.None.With(Click(0, 10), false).With(Click(1, 11), false).With(Click(2, 12), false).Totals().Clicks);

    [Fact]
    public void Whatever_comes_totals_and_packed_form_hold_it()
    {
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            var (sum, rows) = (new EventTotals(), new[] { RecipientEvents.None, RecipientEvents.None });
            for (var i = 0; i < 40; i++)
            {
                var who = random.Next(2);
                var at = random.NextDouble() * 20;
                var next = rows[who].With(random.Next(3) == 0 ? Open(at) : Click(random.Next(5), at), random.Next(4) == 0);
                sum.Add(next.Totals());
                sum.Subtract(rows[who].Totals());
                rows[who] = RecipientEvents.FromBytes(next.ToBytes());
                Assert.Equal(next.Items, rows[who].Items);
                Assert.All(next.Items, t => Assert.Equal((t.Persons > 0, t.Machines > 0), (t.FirstPersonAt > 0, t.FirstMachineAt > 0)));
            }

            sum = EventTotals.FromBytes(sum.ToBytes());
            var fresh = new EventTotals();
            fresh.Add(rows[0].Totals());
            fresh.Add(rows[1].Totals());
            Assert.Equal((fresh.Opens, fresh.Clicks), (sum.Opens, sum.Clicks));
            Assert.Equal(fresh.Links.Where(l => l != default), sum.Links.Where(l => l != default));
            Assert.Equal(sum.Clicks.Persons, sum.Links.Sum(l => l.Persons));
            Assert.Equal(sum.Clicks.Machines, sum.Links.Sum(l => l.Machines));
        }
    }

    [Fact]
    public void A_recipient_who_clicks_every_link_there_can_be_fits_one_property()
    {
        var events = RecipientEvents.None;
        for (var link = 0; link < TrackedHit.MostLinks; link += 400)
            events = events.With(Click(link, link), false);

        Assert.True((TrackedHit.MostLinks + 1) * TrackedItem.Size <= 64 * 1024);
        Assert.Equal(5, events.Items.Count);
    }

    private static TrackedHit Open(double seconds) => new(EventKind.Open, 0, Noon.AddSeconds(seconds), MachineSigns.None);

    private static TrackedHit Click(int link, double seconds) => new(EventKind.Click, link, Noon.AddSeconds(seconds), MachineSigns.None);
}
