using MailMaker.Core.Delivery;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>A relay that misbehaves at each command: what the mail is answered with, and that the next mail goes out.</summary>
public sealed class SmtpFaultTests
{
    public static TheoryData<string, string> DialogueFaults()
    {
        var cases = new TheoryData<string, string>();
        foreach (var step in (FakeStep[])[FakeStep.Connect, FakeStep.Ehlo, FakeStep.Mail, FakeStep.Rcpt, FakeStep.Data, FakeStep.Content, FakeStep.End])
            foreach (var fault in (string[])["4xx", "5xx", "disconnect", "stall", "garbage", "long", "421"])
                if (step != FakeStep.Content || fault is "disconnect" or "stall")
                    cases.Add(step.ToString(), fault);
        return cases;
    }

    [Theory]
    [MemberData(nameof(DialogueFaults))]
    public async Task A_fault_at_a_command_is_answered_by_its_kind_and_the_next_mail_goes_out(string at, string fault)
    {
        var step = Enum.Parse<FakeStep>(at);
        var isOver = 0;
        await using var rig = new SmtpRig(s => s.Script = (now, _, _) => now == step && Interlocked.Exchange(ref isOver, 1) == 0 ? Act(fault) : FakeAct.Proceed);

        var answer = await rig.SendAsync();

        Assert.Equal(Expected(step, fault), answer);
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("next@example.org"));
        Assert.Equal("next@example.org", Assert.Single(rig.Server.Taken).Recipient);
        Assert.DoesNotContain(rig.Log.Lines, l => l.Contains("example.org", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("disconnect")]
    [InlineData("stall")]
    public async Task A_mail_too_big_to_leave_in_one_piece_was_not_taken_when_the_relay_stops_within_it(string fault)
    {
        await using var rig = new SmtpRig(s =>
        {
            s.Offers = ["PIPELINING"];
            s.Script = (step, connection, _) => step == FakeStep.Content && connection == 1 ? Act(fault) : FakeAct.Proceed;
        });
        Assert.Equal(new HandOver.TemporaryFailure("4.4.2"), await rig.SendAsync(text: new string('x', 24 << 20)));
        Assert.Empty(rig.Server.Taken);
    }

    [Fact]
    public async Task A_lost_250_is_told_apart_and_its_next_try_is_the_same_mail()
    {
        await using var rig = new SmtpRig(s => s.Script = (step, connection, _) => step == FakeStep.End && connection == 1 ? FakeAct.TakeAndVanish : FakeAct.Proceed);

        Assert.Equal(new HandOver.TemporaryFailure("4.4.0"), await rig.SendAsync());
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());

        var twice = rig.Server.Taken.ToArray();
        Assert.Equal(2, twice.Length);
        Assert.Equal(twice[0].Content, twice[1].Content);
        Assert.Equal($"<{SmtpRig.Mail().OperationId:N}@shop.example>", twice[0].Header("Message-ID"));
        Assert.Contains(rig.Log.Lines, l => l.Contains(SmtpRig.Mail().OperationId.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("disconnect")]
    [InlineData("421")]
    public async Task A_connection_that_was_closed_while_it_lay_idle_costs_the_mail_nothing(string fault)
    {
        var mails = 0;
        await using var rig = new SmtpRig(s => s.Script = (step, connection, _) =>
            step == FakeStep.Mail && connection == 1 && Interlocked.Increment(ref mails) == 2 ? Act(fault) : FakeAct.Proceed);

        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("a@example.org"));
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("b@example.org"));
        Assert.Equal((2, 2), (rig.Server.Connections, rig.Server.Taken.Count));
    }

    [Theory]
    [InlineData(FakeStep.Mail)]
    [InlineData(FakeStep.Rcpt)]
    [InlineData(FakeStep.Data)]
    public async Task After_a_refusal_the_same_connection_takes_the_next_mail(object at)
    {
        var refused = false;
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) =>
        {
            if (step != (FakeStep)at || refused)
                return FakeAct.Proceed;
            refused = true;
            return FakeAct.Say("452 4.2.2 mailbox full");
        });

        Assert.Equal((FakeStep)at == FakeStep.Mail ? new HandOver.TemporaryFailure("4.3.0") { Fault = FaultOf.Channel } : new HandOver.TemporaryFailure("4.2.2"), await rig.SendAsync());
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("next@example.org"));
        Assert.Equal((1, (FakeStep)at == FakeStep.Mail ? 0 : 1), (rig.Server.Connections, rig.Server.Lines.Count(l => l == "RSET")));
    }

    [Theory]
    [InlineData("disconnect")]
    [InlineData("stall")]
    [InlineData("5xx")]
    [InlineData("garbage")]
    public async Task A_fault_at_RSET_or_QUIT_loses_no_mail(string fault)
    {
        var refused = 0;
        await using var rig = new SmtpRig(
            s => s.Script = (step, connection, _) => step switch
            {
                FakeStep.Rcpt when Interlocked.Exchange(ref refused, 1) == 0 => FakeAct.Say("550 5.1.1 unknown"),
                FakeStep.Reset when connection == 1 => Act(fault),
                FakeStep.Quit => Act(fault),
                _ => FakeAct.Proceed,
            },
            s => s with { MailsPerConnection = 2 });

        Assert.Equal(new HandOver.PermanentFailure("5.1.1"), await rig.SendAsync("unknown@example.org"));
        string[] readers = [.. Enumerable.Range(0, 6).Select(i => $"next{i}@example.org")];
        foreach (var reader in readers)
        {
            var tries = 1;
            // A stall ends by a jump of the clock, which the mail that is on its way then feels too, even after it was taken.
            while (await rig.SendAsync(reader) is not HandOver.Accepted)
                Assert.True(fault == "stall" ? ++tries <= 10 : ++tries <= 2, $"{reader} is refused for the {tries}th time");
        }

        Assert.Equal(readers, rig.Server.Taken.Select(t => t.Recipient).Distinct().Order());
        Assert.True(fault == "stall" || rig.Server.Taken.Count == readers.Length);
    }

    [Fact]
    public async Task Replies_that_drip_octet_by_octet_are_read()
    {
        await using var rig = new SmtpRig(s => s.Script = (_, _, _) => FakeAct.Drip);
        for (var i = 0; i < 3; i++)
            Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
        Assert.Equal((3, 1), (rig.Server.Taken.Count, rig.Server.Connections));
    }

    [Fact]
    public async Task A_relay_that_is_down_is_left_alone_and_found_again()
    {
        var isDown = true;
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) => isDown && step == FakeStep.Connect ? FakeAct.SayAndClose("421 4.3.2 shutting down") : FakeAct.Proceed);
        for (var i = 0; i < 50; i++)
            Assert.Equal("4.3.2", Assert.IsType<HandOver.TemporaryFailure>(await rig.SendAsync()).Code);
        Assert.Equal(3, rig.Server.Connections);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, Assert.IsType<HandOver.TemporaryFailure>(await rig.SendAsync()).RetryAfter ?? TimeSpan.Zero);
        Assert.Equal(4, rig.Server.Connections);
        isDown = false;
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
    }

    [Fact]
    public async Task A_relay_that_is_not_there_is_temporary()
    {
        await using var rig = new SmtpRig(change: s => s with { Port = 1 });
        Assert.Equal(new HandOver.TemporaryFailure("4.4.1") { Fault = FaultOf.Channel }, await rig.SendAsync());
    }

    [Fact]
    public async Task A_mail_whose_time_to_begin_is_over_before_a_connection_is_free_is_not_offered()
    {
        var holding = new TaskCompletionSource();
        var goOn = new SemaphoreSlim(0);
        await using var rig = new SmtpRig(
            s => s.Script = (step, _, line) =>
            {
                if (step == FakeStep.Rcpt && line.Contains("first", StringComparison.Ordinal))
                {
                    holding.TrySetResult();
                    goOn.Wait(TimeSpan.FromMinutes(2));
                }

                return FakeAct.Proceed;
            },
            s => s with { MaxConnections = 1 });
        var first = Task.Run(() => rig.SendAsync("first@example.org"));
        await holding.Task;

        var second = rig.Channel.HandOverAsync(SmtpRig.Mail("second@example.org") with { BeginWithin = TimeSpan.FromMilliseconds(500) }, default);
        Assert.False(second.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.IsType<HandOver.NotOffered>(await second);
        goOn.Release();

        Assert.IsType<HandOver.Accepted>(await first);
        Assert.Equal("first@example.org", Assert.Single(rig.Server.Taken).Recipient);
    }

    [Fact]
    public async Task A_connection_that_took_too_long_to_open_is_kept_for_the_next_mail()
    {
        SmtpRig? made = null;
        await using var rig = made = new SmtpRig(s => s.Script = (step, _, _) =>
        {
            if (step == FakeStep.Ehlo)
                made!.Clock.Advance(TimeSpan.FromSeconds(1));
            return FakeAct.Proceed;
        });

        Assert.IsType<HandOver.NotOffered>(await rig.Channel.HandOverAsync(SmtpRig.Mail("late@example.org") with { BeginWithin = TimeSpan.FromMilliseconds(900) }, default));
        Assert.IsType<HandOver.Accepted>(await rig.Channel.HandOverAsync(SmtpRig.Mail("next@example.org") with { BeginWithin = TimeSpan.FromMilliseconds(900) }, default));

        Assert.Equal(("next@example.org", 1), (Assert.Single(rig.Server.Taken).Recipient, rig.Server.Connections));
    }

    [Fact]
    public async Task No_more_connections_than_allowed_and_a_mail_does_not_wait_for_ever()
    {
        await using var rig = new SmtpRig(change: s => s with { MaxConnections = 3 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => rig.SendAsync($"p{i}@example.org"))));
        Assert.All(answers, a => Assert.IsType<HandOver.Accepted>(a));
        Assert.Equal((60, true), (rig.Server.Taken.Select(t => t.Recipient).Distinct().Count(), rig.Server.MostOpen <= 3));
    }

    private static FakeAct Act(string fault) => fault switch
    {
        "4xx" => FakeAct.Say("451 4.3.5 try again"),
        "5xx" => FakeAct.Say("554 5.7.1 rejected by policy"),
        "disconnect" => FakeAct.Disconnect,
        "stall" => FakeAct.Stall,
        "garbage" => FakeAct.Say("HTTP/1.1 400 Bad Request"),
        "long" => FakeAct.Say("250-" + new string('x', 5_000)),
        _ => FakeAct.SayAndClose("421 4.7.0 too many connections"),
    };

    private static HandOver Expected(FakeStep step, string fault) => (step, fault) switch
    {
        // A small mail goes out with its end in one piece: where the relay stopped is not to be known.
        (FakeStep.Content, _) or (FakeStep.End, "disconnect" or "stall" or "garbage" or "long") => new HandOver.TemporaryFailure("4.4.0"),
        // What is said before the recipient was named is said of the relay or of the sender.
        (FakeStep.Connect or FakeStep.Ehlo or FakeStep.Mail, "4xx") => new HandOver.TemporaryFailure("4.3.5") { Fault = FaultOf.Channel },
        (_, "4xx") => new HandOver.TemporaryFailure("4.3.5"),
        // Whoever is not let in has not offered a mail: that is never for good.
        (FakeStep.Connect or FakeStep.Ehlo, "5xx") => new HandOver.TemporaryFailure("4.7.1") { Fault = FaultOf.Channel },
        (FakeStep.Mail, "5xx") => new HandOver.PermanentFailure("5.7.1") { Fault = FaultOf.Sender },
        (FakeStep.Connect or FakeStep.Ehlo or FakeStep.Mail, "421") => new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel },
        (FakeStep.Connect or FakeStep.Ehlo, "garbage" or "long") => new HandOver.TemporaryFailure("4.5.0") { Fault = FaultOf.Channel },
        (_, "5xx") => new HandOver.PermanentFailure("5.7.1"),
        (_, "421") => new HandOver.TemporaryFailure("4.7.0"),
        (_, "garbage" or "long") => new HandOver.TemporaryFailure("4.5.0"),
        (FakeStep.Connect or FakeStep.Ehlo, _) => new HandOver.TemporaryFailure("4.4.1") { Fault = FaultOf.Channel },
        _ => new HandOver.TemporaryFailure("4.4.2"),
    };
}
