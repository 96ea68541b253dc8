using System.Globalization;
using System.Text.Json;

namespace MailMaker.Transactional;

/// <summary>One piece of work on the transactional lane: keys only, never contact data.</summary>
/// <param name="Kind">Which work; see <see cref="ITransactionalWork.Kind"/>.</param>
/// <param name="Key">What it is about; means something to that work only.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
public sealed record TransactionalMessage(string Kind, string Key, int Attempt = 1)
{
    /// <summary>The message's body.</summary>
    public BinaryData ToBody() => BinaryData.FromObjectAsJson(this, JsonSerializerOptions.Web);

    /// <summary>The message id that duplicate detection goes by.</summary>
    public string MessageId => string.Create(CultureInfo.InvariantCulture, $"{Kind}|{Key}|{Attempt}");

    /// <summary>Reads a message's body; null when it is not one.</summary>
    public static TransactionalMessage? FromBody(BinaryData body)
    {
        try
        {
            return body.ToObjectFromJson<TransactionalMessage>(JsonSerializerOptions.Web) is { Kind: not null, Key: not null, Attempt: >= 1 } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
