using System.Buffers;
using MailMaker.Core.Delivery;

namespace MailMaker.Tests.Campaigns;

/// <summary>What a mail says that is handed over again because nobody knows whether it left.</summary>
public sealed class SecondCopyTests
{
    private readonly List<byte[]> offered = [];

    [Fact]
    public async Task A_mail_that_a_crash_hands_over_again_is_the_same_to_the_octet()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var isDying = true;
        stage.Channel.Answer = m =>
        {
            var taken = Keep(m, new HandOver.Accepted(""));
            return isDying ? throw new TimeoutException("The process ends here.") : taken;
        };
        await Assert.ThrowsAsync<TimeoutException>(() => stage.RunSliceAsync(slice));

        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        isDying = false;
        await stage.RunSliceAsync(slice);

        Assert.Equal(2, offered.Count);
        Assert.Equal(offered[0], offered[1]);
        Assert.Equal(1, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_offered_again_with_the_same_octets()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        stage.Channel.Answer = m => Keep(m, new HandOver.TemporaryFailure("4.4.0"));
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.WorkAsync();

        Assert.Equal(2, offered.Count);
        Assert.Equal(offered[0], offered[1]);
    }

    [Fact]
    public async Task A_mail_that_had_to_wait_for_a_day_says_when_it_left()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        var dates = new List<DateTimeOffset>();
        stage.Channel.Answer = m =>
        {
            dates.Add(m.Date);
            return new HandOver.TemporaryFailure("4.2.0");
        };
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.WorkAsync();

        Assert.Equal([stage.Clock.GetUtcNow().AddDays(-1), stage.Clock.GetUtcNow()], dates);
    }

    private HandOver Keep(OutboundMail mail, HandOver answer)
    {
        var written = new ArrayBufferWriter<byte>();
        var refused = MimeWriter.Write(mail, written);
        offered.Add(written.WrittenSpan.ToArray());
        return refused ?? answer;
    }
}
