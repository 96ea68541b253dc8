using System.Net;
using System.Net.Http.Json;
using Azure.Data.Tables;
using MailMaker.Core.SignUp;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.SignUp;

/// <summary>Whoever is erased does not come back by a link from before it; by one that was asked for after it, yes.</summary>
public sealed class ErasureTests
{
    private const string Ada = "ada@example.com";

    [Theory]
    [InlineData("email", false)]
    [InlineData("email", true)]
    [InlineData("fkey", false)]
    [InlineData("fkey", true)]
    public async Task A_link_from_before_an_erasure_is_dead_and_one_from_after_it_works(string key, bool wasMember)
    {
        await using var stage = await SignUpStage.StartAsync(list: SignUpStage.List(key));
        if (wasMember)
            await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{(key == "email" ? Ada : "7")}", new { email = Ada, consent = "false" });
        var old = await stage.LinkForAsync(Ada);
        var kept = await PendingAsync(stage, old);

        await EraseAsync(stage);

        Assert.Null(await FindAsync(stage, old));
        // As if a crash, or a post at the same moment, had left the row.
        await stage.App.Services.GetRequiredService<PendingStore>().AddAsync(kept, default);
        await AssertDeadAsync(stage, old);
        stage.Clock.Advance(TimeSpan.FromMinutes(61));
        await stage.ConfirmAsync(await stage.LinkForAsync(Ada));
        Assert.NotNull(await stage.ContactAsync(Ada));
        var print = await stage.PrintAsync();
        await AssertDeadAsync(stage, old);
        Assert.Equal(print, await stage.PrintAsync());
    }

    [Fact]
    public async Task An_erasure_leaves_no_address_of_a_sign_up_that_waits()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.LinkForAsync(Ada);
        await stage.LinkForAsync("eve@example.com");

        await EraseAsync(stage);

        var waiting = new List<string?>();
        await foreach (var row in stage.App.Services.GetRequiredService<TableServiceClient>().GetTableClient(PendingStore.Table).QueryAsync<TableEntity>(default(string)))
            waiting.Add(row.GetString("Address"));
        Assert.Equal(["eve@example.com"], waiting);
    }

    [Fact]
    public async Task A_confirmation_that_an_erasure_overtakes_leaves_nobody()
    {
        await using var stage = await SignUpStage.StartAsync();
        var confirmation = stage.App.Services.GetRequiredService<Confirmation>();
        var found = await confirmation.FindAsync(Link(stage, await stage.LinkForAsync(Ada)), default);

        await EraseAsync(stage);
        await confirmation.ConfirmAsync(found!, null, "");

        Assert.Null(await stage.ContactAsync(Ada));
        Assert.Empty(await stage.EvidenceAsync(Ada));
        Assert.True((await stage.App.Services.GetRequiredService<SuppressedAddresses>().CurrentAsync("acme", default)).IsErased("news", "email", Ada));
    }

    [Fact]
    public async Task A_mail_that_waits_while_its_person_is_erased_does_not_go_out()
    {
        await using var stage = await SignUpStage.StartAsync();
        var kept = await PendingAsync(stage, await stage.LinkForAsync(Ada));
        await EraseAsync(stage);
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var again = kept with { Id = Guid.NewGuid() };
        await stage.App.Services.GetRequiredService<PendingStore>().AddAsync(again, default);

        var work = stage.App.Services.GetServices<ITransactionalWork>().Single(w => w.Kind == ConfirmationMailer.Name);
        Assert.Null(await work.RunAsync(ConfirmationMailer.KeyOf(again.Link), default));

        Assert.Single(stage.Channel.To(Ada));
        Assert.Null(await stage.App.Services.GetRequiredService<PendingStore>().FindAsync(again.Link, default));
    }

    [Fact]
    public async Task A_link_for_a_list_that_was_deleted_is_dead_for_the_one_that_has_its_name()
    {
        await using var stage = await SignUpStage.StartAsync();
        var old = await stage.LinkForAsync(Ada);
        var kept = await PendingAsync(stage, old);
        using var deleted = await stage.App.Http.DeleteAsync("/api/accounts/acme/lists/news");
        await Support.Eventually.HoldsAsync(async () => (await stage.App.Http.GetAsync(deleted.Headers.Location)).StatusCode == HttpStatusCode.NotFound);

        using var gone = await stage.PostAsync(Ada);
        using var unknown = await stage.PostAsync(Ada, "/f/acme.news.never");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (gone.StatusCode, unknown.StatusCode));
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await gone.Content.ReadAsStringAsync());

        await stage.App.PutAsync("/api/accounts/acme/lists/news", SignUpStage.List());
        Assert.Equal(0, (await stage.App.GetAsync("/api/accounts/acme/lists/news/forms")).GetProperty("forms").GetArrayLength());
        using var post = await stage.PostAsync(Ada);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Null(await FindAsync(stage, old));
        await stage.App.Services.GetRequiredService<PendingStore>().AddAsync(kept, default);
        await AssertDeadAsync(stage, old);
    }

    // The same page for a token that never was one.
    private static async Task AssertDeadAsync(SignUpStage stage, string link)
    {
        var before = await stage.PrintAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var dead = await stage.Visitor.SendAsync(new HttpRequestMessage(method, link));
            using var none = await stage.Visitor.SendAsync(new HttpRequestMessage(method, "/confirm/nothing"));
            Assert.Equal((none.StatusCode, HttpStatusCode.NotFound), (dead.StatusCode, dead.StatusCode));
            Assert.Equal(await none.Content.ReadAsStringAsync(), await dead.Content.ReadAsStringAsync());
        }

        Assert.Equal(before, await stage.PrintAsync());
    }

    private static async Task EraseAsync(SignUpStage stage)
    {
        using var answer = await stage.App.Http.PostAsJsonAsync("/api/accounts/acme/erasure", new { email = Ada });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await stage.SettleAsync();
    }

    private static ConfirmationLink Link(SignUpStage stage, string path) => stage.App.Services.GetRequiredService<ConfirmationTokens>().Read(path.Split('/')[^1])!;

    private static async Task<PendingSignUp> PendingAsync(SignUpStage stage, string path) => (await FindAsync(stage, path))!;

    private static Task<PendingSignUp?> FindAsync(SignUpStage stage, string path) => stage.App.Services.GetRequiredService<PendingStore>().FindAsync(Link(stage, path), default);
}
