using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Consent;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class MailAllowanceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Never_two_in_an_hour_nor_four_in_a_day_whatever_the_pace() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 200)).Resize(60).ToArbitrary(),
        gaps =>
        {
            var (state, now, sent) = (Array.Empty<byte>(), Start, new List<DateTimeOffset>());
            foreach (var minutes in gaps)
            {
                now = now.AddMinutes(minutes);
                if (MailAllowance.Take(state, Guid.NewGuid(), now) is not AllowanceDecision.Taken taken)
                    continue;
                state = taken.State;
                sent.Add(now);
            }

            return sent.All(s => sent.Count(o => o > s - MailAllowance.Hour && o <= s) == 1 && sent.Count(o => o > s - MailAllowance.Day && o <= s) <= MailAllowance.MostInADay);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_hour_and_the_day_end_to_the_second()
    {
        var state = Take([], Start);
        Assert.IsType<AllowanceDecision.Refused>(MailAllowance.Take(state, Guid.NewGuid(), Start.AddSeconds(3599)));
        state = Take(Take(state, Start.AddHours(1)), Start.AddHours(2));
        Assert.IsType<AllowanceDecision.Refused>(MailAllowance.Take(state, Guid.NewGuid(), Start.AddHours(24).AddSeconds(-1)));
        Assert.IsType<AllowanceDecision.Taken>(MailAllowance.Take(state, Guid.NewGuid(), Start.AddHours(24)));
    }

    [Fact]
    public void The_same_mail_takes_once_however_late_it_is_run_again()
    {
        var mail = Guid.NewGuid();
        var state = Assert.IsType<AllowanceDecision.Taken>(MailAllowance.Take([], mail, Start)).State;

        Assert.IsType<AllowanceDecision.TakenBefore>(MailAllowance.Take(state, mail, Start.AddMinutes(5)));
        Assert.IsType<AllowanceDecision.TakenBefore>(MailAllowance.Take(state, mail, Start.AddDays(3)));
    }

    [Fact]
    public void One_mailbox_is_one_address_however_it_is_written()
    {
        var keys = new AllowanceKeys(new SigningSecret(new byte[32]));

        Assert.Equal(keys.Of("ada.lovelace@gmail.com"), keys.Of("adalovelace+x1@googlemail.com"));
        Assert.Equal(keys.Of("ada@example.com"), keys.Of("ada+news@example.com"));
        Assert.NotEqual(keys.Of("a.da@example.com"), keys.Of("ada@example.com"));
        Assert.NotEqual(keys.Of("ada@example.com"), new AllowanceKeys(new SigningSecret(Enumerable.Repeat((byte)1, 32).ToArray())).Of("ada@example.com"));
    }

    private static byte[] Take(byte[] state, DateTimeOffset now) => Assert.IsType<AllowanceDecision.Taken>(MailAllowance.Take(state, Guid.NewGuid(), now)).State;
}
