using Azure;

namespace MailMaker.Embedded.Tables;

/// <summary>The answer to a read that found nothing.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    /// <inheritdoc />
    public override bool HasValue => false;

    /// <inheritdoc />
    public override T Value => throw new InvalidOperationException("There is no such entity.");

    /// <inheritdoc />
    public override Response GetRawResponse() => response;
}
