using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Consent;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class TokenTests
{
    private static readonly ConfirmationTokens Tokens = new(new SigningSecret(new byte[32]));
    private static readonly FillTokens Fill = new(new SigningSecret(new byte[32]));
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConfirmationLink Link = new(Guid.Parse("01020304-0506-0708-090a-0b0c0d0e0f10"), Now);

    [Fact]
    public void What_was_written_is_read_back()
    {
        var token = Tokens.Write(Link);

        Assert.Equal(50, token.Length);
        Assert.Equal(Link, Tokens.Read(token));
    }

    [Fact]
    public void Any_other_spelling_is_none_of_ours() => Prop.ForAll(
        Gen.Choose(0, 49).ToArbitrary(), Gen.Elements("ABab01-_=. %é".ToCharArray()).ToArbitrary(),
        (at, c) =>
        {
            var token = Tokens.Write(Link).ToCharArray();
            var same = token[at] == c;
            token[at] = c;
            return same || Tokens.Read(token) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cut_longer_of_another_secret_or_another_purpose_it_is_none_of_ours()
    {
        var token = Tokens.Write(Link);

        Assert.Null(Tokens.Read(token.AsSpan(0, 49)));
        Assert.Null(Tokens.Read(token + "A"));
        Assert.Null(Tokens.Read(""));
        Assert.Null(Tokens.Read(new string('A', 5_000)));
        Assert.Null(new ConfirmationTokens(new SigningSecret(Enumerable.Repeat((byte)7, 32).ToArray())).Read(token));
        Assert.Null(Tokens.Read(Fill.Write(Forms.Form, Now)));
        Assert.IsNotType<TokenReading.Valid>(new UnsubscribeTokens(new SigningSecret(new byte[32])).Read(token));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    public void A_form_takes_a_persons_time(int seconds, bool good)
    {
        var form = Forms.Form with { FillSeconds = 3 };

        Assert.Equal(good, Fill.TookTime(form, Fill.Write(form, Now), Now.AddSeconds(seconds)));
    }

    [Fact]
    public void A_fill_token_is_good_for_its_own_form_only()
    {
        var form = Forms.Form with { FillSeconds = 3 };

        Assert.False(Fill.TookTime(form, Fill.Write(form with { Id = "acme.news.other" }, Now), Now.AddMinutes(1)));
        Assert.False(Fill.TookTime(form, "", Now));
        Assert.True(Fill.TookTime(Forms.Form, "", Now));
    }
}
