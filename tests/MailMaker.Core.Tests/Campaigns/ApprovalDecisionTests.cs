using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class ApprovalDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Campaign Written = new() { Account = "acme", Name = "spring", List = "news", Template = "t", EditedBy = "Ada" };

    [Fact]
    public void A_second_person_approves_what_it_would_send_now() =>
        Assert.Equal(new CampaignApproval("Bob", Now, "c1"), ApprovalDecision.Approve(Written, "Bob", "c1", Now).Value!.Approval);

    [Theory]
    [InlineData("", "/user")]
    [InlineData("Ada", "/user")]
    [InlineData(" ADA ", "/user")]
    public void Who_wrote_it_or_is_nobody_does_not(string by, string pointer) =>
        Assert.Equal(pointer, Assert.Single(ApprovalDecision.Approve(Written, by, "c1", Now).Problems).Pointer);

    [Fact]
    public void What_nobody_is_known_to_have_written_can_have_no_second_person() =>
        Assert.Contains("Write it again", Assert.Single(ApprovalDecision.Approve(Written with { EditedBy = "" }, "Bob", "c1", Now).Problems).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData(CampaignState.Draft, true)]
    [InlineData(CampaignState.Failed, true)]
    [InlineData(CampaignState.Scheduled, false)]
    [InlineData(CampaignState.Sending, false)]
    [InlineData(CampaignState.Completed, false)]
    public void Only_what_can_be_launched_can_be_approved(CampaignState state, bool can) =>
        Assert.Equal(can, ApprovalDecision.Approve(Written with { State = state }, "Bob", "c1", Now).Value is not null);

    [Theory]
    [InlineData("Ada", "c1", null)]
    [InlineData("Cyd", "c1", null)]
    [InlineData("Bob", "c1", "can't launch it")]
    [InlineData("bob ", "c1", "can't launch it")]
    [InlineData("", "c1", "say who launches")]
    [InlineData("Ada", "c2", "was changed after the approval")]
    public void A_launch_needs_somebody_else_than_who_approved_and_the_content_of_then(string launchedBy, string content, string? missing)
    {
        var approved = ApprovalDecision.Approve(Written, "Bob", "c1", Now).Value!;
        if (missing is null)
            Assert.Null(ApprovalDecision.Missing(approved, launchedBy, content));
        else
            Assert.Contains(missing, ApprovalDecision.Missing(approved, launchedBy, content)!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_approval_nothing_is_launched() => Assert.NotNull(ApprovalDecision.Missing(Written, "Cyd", "c1"));
}
