using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Faults;

/// <summary>A client that asks again when the service could not answer, as clients do.</summary>
internal sealed class PatientClient(Func<RunningApp?> app)
{
    private const int MostTries = 400;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(25);

    /// <summary>Calls that had to be repeated.</summary>
    public int Repeated { get; private set; }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SureAsync(path, h => h.GetAsync(path));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string> TextAsync(string path)
    {
        using var answer = await SureAsync(path, h => h.GetAsync(path));
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task PutAsync(string path, object body) => (await SureAsync(path, h => h.PutAsJsonAsync(path, body))).Dispose();

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await SureAsync(path, h => h.PostAsJsonAsync(path, body));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Posts nothing but the call; a conflict is an answer too, for the first call may have done it.</summary>
    public async Task PostAsync(string path) => (await SureAsync(path, h => h.PostAsync(new Uri(path, UriKind.Relative), null), HttpStatusCode.Conflict)).Dispose();

    /// <summary>Uploads a file; its import's id.</summary>
    public async Task<string> UploadAsync(string path, string file)
    {
        using var answer = await SureAsync(path, async h =>
        {
            using var content = new StringContent(file, Encoding.UTF8, "text/csv");
            return await h.PostAsync(new Uri(path, UriKind.Relative), content);
        });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    // Null when there was no answer: the app is being started again.
    private async Task<HttpResponseMessage?> TryAsync(Func<HttpClient, Task<HttpResponseMessage>> call)
    {
        try
        {
            return app() is { } running ? await call(running.Http) : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SureAsync(string path, Func<HttpClient, Task<HttpResponseMessage>> call, HttpStatusCode? alsoFine = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(call);
            if (answer?.IsSuccessStatusCode == true || (answer is not null && answer.StatusCode == alsoFine))
                return answer!;
            var text = answer is null ? "no answer" : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            Assert.True((answer is null || (int)answer.StatusCode >= 500) && attempt < MostTries, $"{path} after {attempt} tries: {text}");
            answer?.Dispose();
            Repeated++;
            await Task.Delay(Between);
        }
    }
}
