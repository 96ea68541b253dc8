using System.Security.Cryptography;
using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.PublicPages;

/// <summary>The public door of logos: pages load nothing from elsewhere, so an account's logo comes from here.</summary>
public sealed class LogoFunctions(IDefinitions definitions)
{
    /// <summary>
    /// The logo of an account under the hash of its octets. Who does not have the page does not know the hash, so accounts can't be found by trying; a new logo has
    /// a new address, so browsers keep the old one as long as they like.
    /// </summary>
    [Function("ShowLogo")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "logo/{account}/{hash}")] HttpRequest request,
        string account,
        string hash,
        CancellationToken cancellationToken) =>
        Names.IsValid(account) && await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is { Value.Brand.Logo: { } logo } && hash == HashOf(logo)
            ? new LogoImageAnswer(logo)
            : ProblemAnswers.NotFound("logo");

    /// <summary>Where a logo is shown.</summary>
    internal static string PathOf(string account, byte[] logo) => $"logo/{account}/{HashOf(logo)}";

    private static string HashOf(byte[] logo) => Convert.ToHexStringLower(SHA256.HashData(logo).AsSpan(0, 16));
}
