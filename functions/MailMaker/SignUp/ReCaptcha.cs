using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Campaigns;
using MailMaker.Core.SignUp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MailMaker.SignUp;

/// <summary>
/// reCAPTCHA v2 and v3 through Google's <c>siteverify</c>. The person's address is not sent along. Settings: <c>Captcha:VerifyUrl</c>,
/// <c>Captcha:TimeoutMilliseconds</c> (3,000) and a secret per name, <c>Captcha:Secrets:{name}</c>.
/// </summary>
internal sealed class ReCaptcha(HttpClient http, IConfiguration configuration, PublicAddress address, TimeProvider clock, ILogger<ReCaptcha> log) : ICaptcha
{
    private const string GoogleUrl = "https://www.google.com/recaptcha/api/siteverify";
    private const int LongestToken = 8_000;
    private const int MostAnswerBytes = 64 * 1024;

    private readonly Uri url = new(configuration["Captcha:VerifyUrl"] ?? GoogleUrl);
    private readonly TimeSpan timeout = TimeSpan.FromMilliseconds(configuration.GetValue("Captcha:TimeoutMilliseconds", 3_000));

    /// <summary>The setting of a secret.</summary>
    public static string SecretSetting(string name) => "Captcha:Secrets:" + name;

    /// <inheritdoc />
    public async Task<CaptchaVerdict> JudgeAsync(SignUpForm form, string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > LongestToken)
            return CaptchaVerdict.Refused;
        if (configuration[SecretSetting(form.Captcha!.Secret)] is not { Length: > 0 } secret)
            return Unknown("its secret is not set");
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await AskAsync(secret, token, both.Token);
            var verdict = CaptchaRule.Judge(form.Captcha, CaptchaRule.HostsOf(form, address.Value), answer);
            return verdict == CaptchaVerdict.Unknown ? Unknown("the service does not accept its secret") : verdict;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unknown("the service did not answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            return Unknown("the service can't be reached or answers in another form");
        }
    }

    private async Task<CaptchaAnswer> AskAsync(string secret, string token, CancellationToken cancellationToken)
    {
        using var body = new FormUrlEncodedContent([new("secret", secret), new("response", token)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.LoadIntoBufferAsync(MostAnswerBytes, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<CaptchaAnswer>(cancellationToken) ?? throw new JsonException("null");
    }

    private CaptchaVerdict Unknown(string reason)
    {
        log.LogWarning("A captcha could not be judged: {Reason}", reason);
        return CaptchaVerdict.Unknown;
    }
}
