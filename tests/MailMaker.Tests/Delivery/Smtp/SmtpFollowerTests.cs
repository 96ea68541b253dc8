using MailMaker.Core.Delivery;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Mails that wait for one connection: the commands of the next leave with the end of the one before, and what happens to one is not told of another.</summary>
public sealed class SmtpFollowerTests
{
    private const int Mails = 12;
    private const int Struck = 5;

    public static TheoryData<string, string> Faults()
    {
        var cases = new TheoryData<string, string>();
        foreach (var step in (FakeStep[])[FakeStep.Mail, FakeStep.Rcpt, FakeStep.Data, FakeStep.Content, FakeStep.End])
            foreach (var fault in (string[])["4xx", "5xx", "disconnect", "garbage", "421", "lost"])
                if ((fault != "lost" || step == FakeStep.End) && (step != FakeStep.Content || fault == "disconnect"))
                    cases.Add(step.ToString(), fault);
        return cases;
    }

    [Fact]
    public async Task The_next_mails_commands_leave_in_one_piece_with_the_end_of_the_one_before()
    {
        await using var rig = new SmtpRig(change: s => s with { MaxConnections = 1 });
        Assert.All(await SendAsync(rig), a => Assert.IsType<HandOver.Accepted>(a));

        Assert.Contains(rig.Server.Pieces, p => p.Contains("\r\n.\r\nMAIL FROM:<bounce+mark@in.example>", StringComparison.Ordinal) && p.EndsWith("\r\nDATA\r\n", StringComparison.Ordinal));
        Assert.Equal((Mails, 1), (rig.Server.Taken.Select(t => t.Recipient).Distinct().Count(), rig.Server.Connections));
        Assert.All(rig.Server.Taken, t => Assert.Equal($"hello {t.Recipient}", t.Text.Trim()));
    }

    [Fact]
    public async Task A_relay_that_does_not_offer_it_gets_one_command_at_a_time()
    {
        await using var rig = new SmtpRig(s => s.Offers = ["8BITMIME"], s => s with { MaxConnections = 1 });
        Assert.All(await SendAsync(rig), a => Assert.IsType<HandOver.Accepted>(a));
        Assert.DoesNotContain(rig.Server.Pieces, p => p.IndexOf("\r\n", StringComparison.Ordinal) < p.Length - 2 && p.Contains("MAIL FROM", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_relay_that_thinks_long_over_a_mail_holds_no_other_one_up()
    {
        SmtpRig? made = null;
        await using var rig = made = new SmtpRig(
            s => s.Script = (step, _, _) =>
            {
                if (step == FakeStep.End)
                    made!.Clock.Advance(TimeSpan.FromMilliseconds(150));
                return FakeAct.Proceed;
            },
            s => s with { MaxConnections = 1 });
        Assert.All(await SendAsync(rig), a => Assert.IsType<HandOver.Accepted>(a));
        Assert.DoesNotContain(rig.Server.Pieces, p => p.Contains("\r\n.\r\nMAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_whose_time_ends_while_the_relay_thinks_over_the_one_before_does_not_leave()
    {
        var ends = 0;
        SmtpRig? made = null;
        await using var rig = made = new SmtpRig(
            s => s.Script = (step, _, _) =>
            {
                if (step == FakeStep.End && Interlocked.Increment(ref ends) == Struck)
                    made!.Clock.Advance(TimeSpan.FromSeconds(1));
                return FakeAct.Proceed;
            },
            s => s with { MaxConnections = 1 });
        var answers = await SendAsync(rig, TimeSpan.FromMilliseconds(650));

        Assert.Equal((Struck, Mails - Struck), (answers.Count(a => a is HandOver.Accepted), answers.Count(a => a is HandOver.NotOffered)));
        Assert.Equal(Struck, rig.Server.Taken.Count);
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("later@example.org"));
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_gets_no_mail_out_and_holds_nobody_up()
    {
        var (holding, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var rig = new SmtpRig(
            s => s.Script = (step, _, line) =>
            {
                if (step == FakeStep.Rcpt && line.Contains("first", StringComparison.Ordinal))
                {
                    holding.SetResult();
                    goOn.Task.Wait(TimeSpan.FromMinutes(2));
                }

                return FakeAct.Proceed;
            },
            s => s with { MaxConnections = 1 });
        using var giveUp = new CancellationTokenSource();
        var first = rig.SendAsync("first@example.org");
        await holding.Task;
        var given = rig.Channel.HandOverAsync(SmtpRig.Mail("given-up@example.org"), giveUp.Token);
        var patient = rig.SendAsync("patient@example.org");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Channel.HandOverAsync(SmtpRig.Mail("given-up-before@example.org"), giveUp.Token));
        goOn.SetResult();

        Assert.IsType<HandOver.Accepted>(await first);
        Assert.IsType<HandOver.Accepted>(await patient);
        Assert.Equal(["first@example.org", "patient@example.org"], rig.Server.Taken.Select(t => t.Recipient));
    }

    [Fact]
    public async Task Who_gives_up_in_the_middle_ends_the_connection_and_the_next_mail_gets_another_one()
    {
        using var giveUp = new CancellationTokenSource();
        await using var rig = new SmtpRig(
            s =>
            {
                s.Script = (step, connection, _) => step == FakeStep.Rcpt && connection == 1 ? FakeAct.Stall : FakeAct.Proceed;
            },
            s => s with { MaxConnections = 1 });
        rig.Server.Stalled = giveUp.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Channel.HandOverAsync(SmtpRig.Mail("given-up@example.org"), giveUp.Token));

        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("next@example.org"));
        Assert.Equal(("next@example.org", 2), (Assert.Single(rig.Server.Taken).Recipient, rig.Server.Connections));
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_with_a_farewell_and_so_are_all_at_the_end()
    {
        var rig = new SmtpRig(change: s => s with { IdleFor = TimeSpan.FromSeconds(30) });
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("a@example.org"));
        rig.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("b@example.org"));
        Assert.Equal(1, rig.Server.Connections);

        rig.Clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.HoldsAsync(() => Task.FromResult(rig.Server.Lines.Contains("QUIT")));
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("c@example.org"));
        Assert.Equal(2, rig.Server.Connections);

        await rig.Channel.DisposeAsync();
        Assert.Equal(2, rig.Server.Lines.Count(l => l == "QUIT"));
        await rig.Server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_happens_to_one_mail_is_told_of_no_other(string at, string fault)
    {
        var step = Enum.Parse<FakeStep>(at);
        var times = 0;
        await using var rig = new SmtpRig(
            s => s.Script = (now, _, _) => now == step && Interlocked.Increment(ref times) == Struck ? Act(fault) : FakeAct.Proceed,
            s => s with { MaxConnections = 1 });
        var answers = await SendAsync(rig);

        var failed = answers.Where(a => a is not HandOver.Accepted).ToList();
        // What was not the mail's fault goes to a new connection; only where the relay may have taken it nobody knows.
        var isForgiven = fault is "disconnect" or "421" && step is FakeStep.Mail or FakeStep.Rcpt or FakeStep.Data;
        Assert.Equal(isForgiven ? 0 : 1, failed.Count);
        var taken = rig.Server.Taken.GroupBy(t => t.Recipient).ToList();
        Assert.Equal(fault == "lost" ? Mails : Mails - failed.Count, taken.Count);
        Assert.All(taken, t => Assert.Single(t));
        Assert.All(rig.Server.Taken, t => Assert.Equal($"hello {t.Recipient}", t.Text.Trim()));
        Assert.Equal(step == FakeStep.Content || (step == FakeStep.End && fault is "disconnect" or "garbage" or "lost"), failed is [HandOver.TemporaryFailure { Code: "4.4.0" }]);
    }

    // All of them wait before the relay says its first word: no slow thread brings one when others are gone.
    private static async Task<HandOver[]> SendAsync(SmtpRig rig, TimeSpan? within = null)
    {
        var allWait = new TaskCompletionSource();
        rig.Server.GreetsAfter = allWait.Task;
        var asked = Enumerable.Range(0, Mails).Select(i =>
            rig.Channel.HandOverAsync(SmtpRig.Mail($"p{i}@example.org", $"hello p{i}@example.org") with { BeginWithin = within }, default)).ToList();
        allWait.SetResult();
        return await Task.WhenAll(asked);
    }

    private static FakeAct Act(string fault) => fault switch
    {
        "4xx" => FakeAct.Say("451 4.3.5 try again"),
        "5xx" => FakeAct.Say("554 5.7.1 rejected by policy"),
        "disconnect" => FakeAct.Disconnect,
        "garbage" => FakeAct.Say("HTTP/1.1 400 Bad Request"),
        "lost" => FakeAct.TakeAndVanish,
        _ => FakeAct.SayAndClose("421 4.7.0 too many connections"),
    };
}
