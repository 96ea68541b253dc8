using System.Globalization;
using System.Text.Json;

namespace MailMaker.Campaigns;

/// <summary>Which slice a message is about: keys only, never contact data.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="Campaign">The campaign's name.</param>
/// <param name="Bucket">The campaign's ledger bucket; the contacts' own bucket is found through <see cref="Core.Campaigns.AudienceLists.Of"/>.</param>
/// <param name="Number">The slice's number within the bucket, from 0.</param>
public sealed record SliceKey(string Account, string Campaign, int Bucket, int Number)
{
    /// <summary>The message's body.</summary>
    public BinaryData ToBody() => BinaryData.FromObjectAsJson(this, JsonSerializerOptions.Web);

    /// <summary>Reads a message's body; null when it is not one.</summary>
    public static SliceKey? FromBody(BinaryData body)
    {
        try
        {
            return body.ToObjectFromJson<SliceKey>(JsonSerializerOptions.Web) is { Account: not null, Campaign: not null } key ? key : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message id that duplicate detection goes by: one per slice and moment it is due.</summary>
    public string MessageId(SliceMoment moment) => string.Create(CultureInfo.InvariantCulture, $"{Account}|{Campaign}|{Bucket}|{Number}|{moment}");
}
