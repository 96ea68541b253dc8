namespace MailMaker.Core.Delivery;

/// <summary>What a channel answered to one mail.</summary>
public abstract record HandOver
{
    private HandOver()
    {
    }

    /// <summary>The channel has taken the mail and answers for it from here.</summary>
    /// <param name="Reference">The channel's own name for it, such as a queue id or a blob name.</param>
    public sealed record Accepted(string Reference) : HandOver;

    /// <summary>Not now; the same mail with the same operation id may be offered again.</summary>
    /// <param name="Code">Enhanced status code of class 4 (RFC 3463), such as <c>4.2.0</c>.</param>
    /// <param name="RetryAfter">How long the channel asks to be left alone, when it said so.</param>
    public sealed record TemporaryFailure(string Code, TimeSpan? RetryAfter = null) : HandOver
    {
        /// <summary>Whom it is about.</summary>
        public FaultOf Fault { get; init; }
    }

    /// <summary>The time in which the hand-over might begin was over before the channel was ready (<see cref="OutboundMail.BeginWithin"/>): nothing was offered.</summary>
    public sealed record NotOffered : HandOver
    {
        /// <summary>The only value.</summary>
        public static NotOffered Instance { get; } = new();
    }

    /// <summary>
    /// Nobody knows whether it was taken: the answer did not come, and the channel can't tell a second offer from a first. It is not offered again, for twice is
    /// worse than never.
    /// </summary>
    /// <param name="Code">Enhanced status code of class 4 (RFC 3463) of what broke off.</param>
    public sealed record Unknown(string Code) : HandOver;

    /// <summary>Never; offering it again can't help.</summary>
    /// <param name="Code">Enhanced status code of class 5 (RFC 3463), such as <c>5.1.1</c>.</param>
    public sealed record PermanentFailure(string Code) : HandOver
    {
        /// <summary>Whom it is about.</summary>
        public FaultOf Fault { get; init; }
    }
}
