namespace MailMaker.Core.Delivery;

/// <summary>Whom a failure is about, as far as a channel knows for certain.</summary>
public enum FaultOf
{
    /// <summary>The recipient or this one message; also where nobody knows.</summary>
    Message = 0,

    /// <summary>The sender: it may not send as who it says it is, or not by this way. Everybody of its audience would be refused.</summary>
    Sender = 1,

    /// <summary>The channel as a whole, or how it is set up: nobody's message would be taken now.</summary>
    Channel = 2,
}
