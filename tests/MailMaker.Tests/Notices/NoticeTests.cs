using MailMaker.Core.Consent;
using MailMaker.Notices;
using MailMaker.Tests.SignUp;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Notices;

/// <summary>What Korean law asks to tell a person: the result of agreeing and leaving, and every two years the consent itself.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task Results_are_told_once_and_consent_again_every_two_years_until_the_person_leaves()
    {
        await using var stage = await SignUpStage.StartAsync(list: SignUpStage.List(regime: "kr"));
        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));

        await LookAsync(stage, days: 1);
        await LookAsync(stage, days: 1);
        Assert.Equal(["Conferma l’iscrizione a Novità", "Iscrizione a Novità registrata"], Subjects(stage));

        await LookAsync(stage, days: 729);
        await LookAsync(stage, days: 3);
        Assert.Equal(3, Subjects(stage).Count);
        var recheck = stage.Channel.To("ada@example.com")[2];
        Assert.Equal("Il tuo consenso a Novità", recheck.Subject);
        Assert.Contains("/u/", recheck.Text, StringComparison.Ordinal);
        Assert.Equal([ConsentEventKind.Confirmed, ConsentEventKind.Rechecked], (await stage.EvidenceAsync("ada@example.com")).Select(e => e.Event.Kind));

        await stage.LeaveAsync("ada@example.com");
        await LookAsync(stage, days: 2);
        await LookAsync(stage, days: 800);
        Assert.Equal("Cancellazione da Novità registrata", Subjects(stage)[^1]);
        Assert.Equal(4, Subjects(stage).Count);
    }

    [Fact]
    public async Task Elsewhere_nobody_is_told()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));

        await LookAsync(stage, days: 1);

        Assert.Single(stage.Channel.To("ada@example.com"));
    }

    private static List<string> Subjects(SignUpStage stage) => [.. stage.Channel.To("ada@example.com").Select(m => m.Subject)];

    private static async Task LookAsync(SignUpStage stage, int days)
    {
        stage.Clock.Advance(TimeSpan.FromDays(days));
        await ActivatorUtilities.CreateInstance<LookForNotices>(stage.App.Services).LookAsync(default);
        await stage.SettleAsync();
    }
}
