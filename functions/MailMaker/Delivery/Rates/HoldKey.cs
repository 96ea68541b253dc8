using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Rates;

/// <summary>What is held back: a channel, or one campaign on it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The campaign's account; empty for the whole channel.</param>
/// <param name="Campaign">The campaign; empty for the whole channel.</param>
public readonly record struct HoldKey(MessageChannel Channel, string Account = "", string Campaign = "")
{
    /// <summary>Whom the hold is for.</summary>
    public FaultOf Of => Campaign.Length == 0 ? FaultOf.Channel : FaultOf.Sender;

    // Names hold no '|' (see Names).
    internal string RowKey => Campaign.Length == 0 ? Channel.ToString() : $"{Channel}|{Account}|{Campaign}";
}
