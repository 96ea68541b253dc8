using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

/// <summary>The whole table of a campaign's life, written down a second time: a change of either shows.</summary>
public sealed class CampaignTransitionTests
{
    // Columns in the order of the actions; a dot is what is refused.
    private const string Table = """
                   Schedule   Unschedule Launch    AudienceFixed Pause   Resume   Cancel    Complete   Fail
        Draft      Scheduled  .          Planning  .             .       .        .         .          .
        Scheduled  Scheduled  Draft      Planning  .             .       .        Cancelled .          Failed
        Planning   .          .          .         Sending       Paused  .        Cancelled .          Failed
        Sending    .          .          .         Sending       Paused  Sending  Cancelled Completed  Failed
        Paused     .          .          .         Paused        Paused  Sending  Cancelled .          Failed
        Cancelled  .          .          .         Cancelled     .       .        Cancelled Cancelled  .
        Completed  .          .          .         .             .       .        .         .          .
        Failed     Scheduled  .          Planning  .             .       .        Cancelled .          .
        """;

    private static readonly string[][] Rows = [.. Table.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    [Fact]
    public void Every_state_and_action_is_in_the_table()
    {
        Assert.Equal(Enum.GetNames<CampaignAction>().Order(), Rows[0].Order());
        Assert.Equal(Enum.GetNames<CampaignState>().Order(), Rows[1..].Select(r => r[0]).Order());
    }

    [Fact]
    public void Each_action_leads_where_the_table_says()
    {
        foreach (var row in Rows[1..])
        {
            for (var i = 0; i < Rows[0].Length; i++)
            {
                var next = CampaignTransitions.Next(Enum.Parse<CampaignState>(row[0]), Enum.Parse<CampaignAction>(Rows[0][i]));
                Assert.Equal($"{row[0]} {Rows[0][i]} {row[i + 1]}", $"{row[0]} {Rows[0][i]} {next?.ToString() ?? "."}");
            }
        }
    }

    [Fact]
    public void What_is_over_is_never_under_way_and_nothing_under_way_can_be_edited()
    {
        foreach (var state in Enum.GetValues<CampaignState>())
            Assert.False(CampaignTransitions.IsUnderWay(state) && CampaignTransitions.IsEditable(state), state.ToString());
        Assert.False(CampaignTransitions.IsUnderWay(CampaignState.Cancelled) || CampaignTransitions.IsUnderWay(CampaignState.Completed));
    }

    [Fact]
    public void What_is_cancelled_is_looked_after_until_everybody_has_an_outcome()
    {
        var campaign = new Campaign { Account = "acme", Name = "spring", List = "news", Template = "hello" };
        foreach (var state in Enum.GetValues<CampaignState>())
        {
            var isOpen = CampaignTransitions.IsOpen(campaign with { State = state });
            Assert.Equal(CampaignTransitions.IsUnderWay(state) || state == CampaignState.Cancelled, isOpen);
        }

        Assert.False(CampaignTransitions.IsOpen(campaign with { State = CampaignState.Cancelled, CompletedAt = DateTimeOffset.UnixEpoch }));
    }
}
