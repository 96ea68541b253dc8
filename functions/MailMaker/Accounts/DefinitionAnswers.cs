using MailMaker.Core;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Accounts;

/// <summary>What the doors of definitions have in common: read, check, write under the version, answer.</summary>
public static class DefinitionAnswers
{
    /// <summary>Bytes of JSON that a definition's body may have.</summary>
    public const int MostBytes = DefinitionStore.MostBytes;

    /// <summary>200 with the definition.</summary>
    public static IResult Ok<T>(T value) => Results.Json(value, DefinitionJson.Options);

    /// <summary>201 with the definition.</summary>
    public static IResult Created<T>(T value) => Results.Json(value, DefinitionJson.Options, statusCode: StatusCodes.Status201Created);

    /// <summary>The body as <typeparamref name="TDefinition"/>, or what is wrong with it.</summary>
    /// <typeparam name="TDefinition">The body's form.</typeparam>
    public static async Task<Checked<TDefinition>> ReadDefinitionAsync<TDefinition>(this HttpRequest request, CancellationToken cancellationToken)
        where TDefinition : class =>
        Read<TDefinition>(await request.ReadBodyAsync(MostBytes, cancellationToken));

    /// <summary>A body that was read as <typeparamref name="TDefinition"/>, or what is wrong with it; null is one that was too long.</summary>
    /// <typeparam name="TDefinition">The body's form.</typeparam>
    public static Checked<TDefinition> Read<TDefinition>(ReadOnlyMemory<byte>? body)
        where TDefinition : class =>
        body is { } json ? DefinitionJson.Read<TDefinition>(json.Span) : new(null, [new("", $"The body is over {MostBytes} bytes.")]);

    /// <summary>Reads the body as <typeparamref name="TDefinition"/>, checks it against what is there, and writes it.</summary>
    /// <typeparam name="TDefinition">The body's form.</typeparam>
    /// <typeparam name="T">What is stored and answered.</typeparam>
    /// <param name="definitions">The store.</param>
    /// <param name="request">The request with the body.</param>
    /// <param name="account">The owner.</param>
    /// <param name="key">The definition's key.</param>
    /// <param name="check">The decision: body and existing value (null when new) to the new value, or what is wrong.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>201 for a new one, 200 for a changed one, 400 with the faults, 409 when somebody else writes at the same time.</returns>
    public static Task<IResult> PutAsync<TDefinition, T>(
        this IDefinitions definitions, HttpRequest request, string account, string key, Func<TDefinition, T?, Checked<T>> check, CancellationToken cancellationToken)
        where TDefinition : class
        where T : class =>
        definitions.PutAsync<TDefinition, T>(request, account, key, (asked, existing) => Task.FromResult(check(asked, existing)), cancellationToken);

    /// <summary>The same for a decision that looks at other definitions.</summary>
    /// <typeparam name="TDefinition">The body's form.</typeparam>
    /// <typeparam name="T">What is stored and answered.</typeparam>
    /// <param name="definitions">The store.</param>
    /// <param name="request">The request with the body.</param>
    /// <param name="account">The owner.</param>
    /// <param name="key">The definition's key.</param>
    /// <param name="check">The decision: body and existing value (null when new) to the new value, or what is wrong.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<IResult> PutAsync<TDefinition, T>(
        this IDefinitions definitions, HttpRequest request, string account, string key, Func<TDefinition, T?, Task<Checked<T>>> check, CancellationToken cancellationToken)
        where TDefinition : class
        where T : class
    {
        var asked = await request.ReadDefinitionAsync<TDefinition>(cancellationToken);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        var existing = await definitions.FindAsync<T>(account, key, cancellationToken);
        var decided = await check(asked.Value, existing?.Value);
        if (decided.Value is null)
            return ProblemAnswers.Refused(decided.Problems);
        if (await definitions.WriteAsync(account, key, decided.Value, existing?.Version, cancellationToken) is null)
            return ProblemAnswers.Conflict("Somebody else changed it at the same time. Read it and try again.");
        return existing is null ? Created(decided.Value) : Ok(decided.Value);
    }
}
