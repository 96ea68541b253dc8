using Microsoft.AspNetCore.Http;

namespace MailMaker.Http;

/// <summary>
/// The name of the person behind a management call, from the header <c>x-mailmaker-user</c>. The caller vouches for it: whoever has the function key can
/// write any name. It tells two colleagues apart, it does not keep an intruder out.
/// </summary>
public static class CallingUser
{
    /// <summary>The header.</summary>
    public const string Header = "x-mailmaker-user";

    /// <summary>Characters that a name may have.</summary>
    public const int Longest = 100;

    /// <summary>The name; empty when the caller says none, or none that is a name.</summary>
    public static string Of(HttpRequest request) => Clean(request.Headers[Header].ToString());

    /// <summary>A name without white space around it; empty when it is none.</summary>
    public static string Clean(string? name) => name?.Trim() is { Length: > 0 and <= Longest } trimmed && !trimmed.Any(char.IsControl) ? trimmed : "";
}
