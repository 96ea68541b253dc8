using System.Text.Json.Serialization;

namespace MailMaker.Core.SignUp;

/// <summary>What Google's <c>siteverify</c> answers about a token; the members that matter here.</summary>
public sealed record CaptchaAnswer
{
    /// <summary>Whether the token is genuine, fresh and used for the first time.</summary>
    [JsonPropertyName("success")]
    public bool Success { get; init; }

    /// <summary>v3: 1 is a person, 0 a robot.</summary>
    [JsonPropertyName("score")]
    public double? Score { get; init; }

    /// <summary>v3: the action that the website named.</summary>
    [JsonPropertyName("action")]
    public string? Action { get; init; }

    /// <summary>The host of the page that it was solved on.</summary>
    [JsonPropertyName("hostname")]
    public string? Hostname { get; init; }

    /// <summary>What went wrong; <c>missing-input-secret</c> and <c>invalid-input-secret</c> are faults of ours.</summary>
    [JsonPropertyName("error-codes")]
    public IReadOnlyList<string>? ErrorCodes { get; init; }
}
