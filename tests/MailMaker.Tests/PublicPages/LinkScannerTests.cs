using System.Net;
using System.Reflection;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tests.Accounts;
using MailMaker.Hosting;
using MailMaker.Tests.SignUp;
using MailMaker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.PublicPages;

/// <summary>Link scanners follow every link of a mail before its reader does, and more than once. Promise 6: looking changes nothing.</summary>
public sealed class LinkScannerTests
{
    private const string Maria = "maria@example.com";

    private static readonly (string Route, string[] Methods)[] PublicRoutes =
    [
        .. from type in typeof(MailMakerApp).Assembly.GetTypes()
           from method in type.GetMethods()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is { AuthLevel: AuthorizationLevel.Anonymous }
           select (trigger.Route!, trigger.Methods!),
    ];

    [Fact]
    public async Task Looking_at_every_public_address_in_any_order_and_number_changes_nothing()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.App.PutAsync("/api/accounts/acme", new { title = "Acme", senderAddress = "news@acme.example", brand = new { name = "Acme", logo = Pictures.Png(8, 8) } });
        await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{Maria}", new { email = Maria });
        var addresses = Addresses([await stage.LinkForAsync("new@example.com"), Token(stage.App, Maria), Token(stage.App, "stranger@example.com"), "nonsense"]).ToArray();
        foreach (var door in new[] { "/u/", "/p/", "/confirm/", "/f/acme.news.footer", "/logo/acme/" })
            Assert.Contains(addresses, a => a.StartsWith(door, StringComparison.Ordinal));
        var before = await WholeStore.PrintAsync(stage.App.Folder);

        var random = new Random(11);
        for (var round = 0; round < 3; round++)
        {
            random.Shuffle(addresses);
            foreach (var address in addresses)
                await LookAsync(stage.App, address);
        }

        Assert.Equal(before, await WholeStore.PrintAsync(stage.App.Folder));
        Assert.False(await stage.HasLeftAsync(Maria));
        Assert.Null(await stage.ContactAsync("new@example.com"));
    }

    [Fact]
    public void A_door_that_lets_people_look_takes_no_change_through_the_same_function()
    {
        foreach (var (route, methods) in PublicRoutes)
        {
            var looks = methods.Intersect(["get", "head", "options"], StringComparer.OrdinalIgnoreCase).Any();
            Assert.True(!looks || !methods.Contains("post", StringComparer.OrdinalIgnoreCase), $"{route}: looking and changing are two functions.");
        }
    }

    [Fact]
    public async Task Every_link_that_is_none_of_ours_gets_the_same_answer_to_the_octet_by_whatever_verb()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", Maria);
        var good = stage.Token("news", Maria);
        string[] tokens =
        [
            "x", good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), good[..^10], good[1..], good + "A", good + "=", good.ToUpperInvariant(), new string('A', good.Length), new string('A', 3000),
            "..%2f..%2fapi", "%F0%9F%92%A9", Foreign(), "undefined", "{token}",
        ];
        var before = await stage.PrintAsync();

        foreach (var door in PublicRoutes.Where(r => r.Route.EndsWith("/{token}", StringComparison.Ordinal)))
        {
            foreach (var method in door.Methods.Where(m => !m.Equals("head", StringComparison.OrdinalIgnoreCase)))
            {
                var answers = new HashSet<string>();
                foreach (var token in tokens)
                    answers.Add(await AnswerAsync(stage, method, door.Route.Replace("{token}", token, StringComparison.Ordinal)));
                Assert.True(answers.Count == 1, $"{method} {door.Route}:\n{string.Join("\n---\n", answers)}");
            }
        }

        Assert.Equal(before, await stage.PrintAsync());
    }

    // Signed with another installation's secret.
    private static string Foreign() => new UnsubscribeTokens(new SigningSecret(new byte[32])).Write(
        new UnsubscribeLink("acme", "news", ContactId.Of(KeyKind.Email, Maria), "spring"));

    private static string Token(RunningApp app, string address) => app.Services.GetRequiredService<UnsubscribeTokens>().Write(
        new UnsubscribeLink("acme", "news", ContactId.Of(KeyKind.Email, address), "spring"));

    // Every public route that can be looked at, with tokens, names and queries as links have them.
    private static IEnumerable<string> Addresses(IEnumerable<string> tokens)
    {
        foreach (var (route, _) in PublicRoutes)
        {
            foreach (var token in tokens)
            {
                var path = "/" + string.Join('/', route.Split('/').Select(part => part switch
                {
                    "{account}" => "acme",
                    "{list}" => "news",
                    "{form}" => token == "nonsense" ? token : "acme.news.footer",
                    ['{', ..] => token.Split('/')[^1],
                    _ => part,
                }));
                yield return path;
                yield return path + "?List-Unsubscribe=One-Click&from=page&do=leave-all&shown=news&confirm=true&email=bot%40example.com&consent-email=yes";
            }
        }
    }

    private static async Task LookAsync(RunningApp app, string address)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
        {
            using var request = new HttpRequestMessage(method, address);
            // Some scanners claim to be the reader's own browser, some that they only prefetch.
            request.Headers.TryAddWithoutValidation("Purpose", "prefetch");
            request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "POST");
            using var answer = await app.Http.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"{method} {address}: {answer.StatusCode}");
        }
    }

    private static async Task<string> AnswerAsync(PageStage stage, string method, string address)
    {
        using var answer = await stage.App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address));
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(",", h.Value)}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return string.Join('\n', headers) + "\n" + await answer.Content.ReadAsStringAsync();
    }
}
