using MailMaker.Core.Consent;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Consent;

/// <summary>Who calls a public door, for the evidence.</summary>
public sealed class Caller(ClientAddress clients)
{
    private const int MostCharacters = 400;

    /// <summary>The source of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="channel">The door.</param>
    public ConsentSource Of(HttpRequest request, string channel)
    {
        var agent = request.Headers.UserAgent.ToString();
        return new ConsentSource(
            channel,
            clients.Of(request)?.ToString(),
            agent.Length == 0 ? null : agent.Length > MostCharacters ? agent[..MostCharacters] : agent);
    }
}
