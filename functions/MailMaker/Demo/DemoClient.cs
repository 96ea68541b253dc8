using System.Net.Http.Json;
using System.Text.Json;

namespace MailMaker.Demo;

/// <summary>The demo as a client of MailMaker: it uses the HTTP contract and nothing else.</summary>
internal sealed class DemoClient(HttpClient http)
{
    private const string Account = "/api/accounts/demo";

    /// <summary>Makes something by PUT.</summary>
    public async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await http.PutAsJsonAsync(Account + path, body, cancellationToken);
        await EnsureAsync(answer, "PUT", path, cancellationToken);
    }

    /// <summary>Asks for something by POST.</summary>
    public async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(new Uri(Account + path, UriKind.Relative), null, cancellationToken);
        await EnsureAsync(answer, "POST", path, cancellationToken);
    }

    /// <summary>Reads something; null when it is not there.</summary>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(Account + path, UriKind.Relative), cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;
        await EnsureAsync(answer, "GET", path, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    private static async Task EnsureAsync(HttpResponseMessage answer, string verb, string path, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var detail = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw new InvalidOperationException($"{verb} {path} was answered {(int)answer.StatusCode}: {detail}");
    }
}
