using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Consent;

namespace MailMaker.Tests.SignUp;

/// <summary>Promise: no sequence of form posts, visits and old links resubscribes who has left; only a new confirmation does. Evidence always verifies.</summary>
public sealed class NoWayBackTests
{
    private static readonly string[] Steps = ["post", "post-more", "visit", "old-link", "leave", "wait", "confirm-new"];

    [Fact]
    public async Task Only_a_new_confirmation_brings_back_who_has_left()
    {
        await using var stage = await SignUpStage.StartAsync();
        var person = 0;
        Prop.ForAll(
            Gen.ArrayOf(Gen.Elements(Steps), 8).ToArbitrary(),
            steps => RunAsync(stage, $"p{person++}@example.com", steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    private static async Task<bool> RunAsync(SignUpStage stage, string email, string[] steps)
    {
        var links = new List<string> { await stage.LinkForAsync(email) };
        await stage.ConfirmAsync(links[0]);
        var (used, hasLeft) = (1, false);
        foreach (var step in steps)
        {
            switch (step)
            {
                case "post" or "post-more":
                    using (await PostAsync(stage, email, step))
                        await stage.SettleAsync();
                    links = [.. stage.Channel.To(email).Where(m => m.Text.Contains("/confirm/", StringComparison.Ordinal)).Select(SignUpStage.LinkIn)];
                    break;
                case "visit":
                    foreach (var link in links)
                        (await stage.Visitor.GetAsync(link)).Dispose();
                    break;
                case "old-link":
                    foreach (var link in links.Take(used))
                        (await stage.Visitor.PostAsync(link, null)).Dispose();
                    break;
                case "leave":
                    await stage.LeaveAsync(email);
                    hasLeft = true;
                    break;
                case "wait":
                    stage.Clock.Advance(TimeSpan.FromHours(9));
                    break;
                case "confirm-new" when links.Count > used:
                    await stage.ConfirmAsync(links[used++]);
                    hasLeft = false;
                    break;
            }

            if (await stage.HasLeftAsync(email) != hasLeft || EvidenceChain.Verify(await stage.EvidenceAsync(email)).Count > 0)
                return false;
        }

        return true;
    }

    private static Task<HttpResponseMessage> PostAsync(SignUpStage stage, string email, string step)
    {
        var fields = SignUpStage.Filled(email);
        if (step == "post-more")
            fields["consent-tracking"] = "yes";
        return stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(fields));
    }
}
