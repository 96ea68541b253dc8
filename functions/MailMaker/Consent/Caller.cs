using MailMaker.Core.Consent;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Consent;

/// <summary>Who calls a public door, for the evidence.</summary>
public static class Caller
{
    private const int MostCharacters = 400;

    /// <summary>The source of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="channel">The door.</param>
    public static ConsentSource Of(HttpRequest request, string channel)
    {
        var agent = request.Headers.UserAgent.ToString();
        return new ConsentSource(
            channel,
            request.HttpContext.Connection.RemoteIpAddress?.ToString(),
            agent.Length == 0 ? null : agent.Length > MostCharacters ? agent[..MostCharacters] : agent);
    }
}
