namespace MailMaker.Embedded.ServiceBus;

/// <summary>What a message says of itself beside its body. Null means not set.</summary>
internal sealed class MessageProperties
{
    /// <summary>How many texts <see cref="Texts"/> holds.</summary>
    public const int TextCount = 10;

    private readonly string?[] texts = new string?[TextCount];

    public MessageProperties()
    {
    }

    /// <summary>A copy; the values themselves are immutable.</summary>
    public MessageProperties(MessageProperties other)
    {
        other.texts.CopyTo(texts, 0);
        foreach (var (key, value) in other.Application)
            Application[key] = value;
    }

    /// <summary>The service's own properties, in the order in which they are stored.</summary>
    public Span<string?> Texts => texts;

    /// <summary>The application's own properties.</summary>
    public Dictionary<string, object?> Application { get; } = new(StringComparer.Ordinal);

    public string? MessageId { get => texts[0]; set => texts[0] = value; }

    public string? PartitionKey { get => texts[1]; set => texts[1] = value; }

    public string? TransactionPartitionKey { get => texts[2]; set => texts[2] = value; }

    public string? SessionId { get => texts[3]; set => texts[3] = value; }

    public string? ReplyToSessionId { get => texts[4]; set => texts[4] = value; }

    public string? CorrelationId { get => texts[5]; set => texts[5] = value; }

    public string? Subject { get => texts[6]; set => texts[6] = value; }

    public string? To { get => texts[7]; set => texts[7] = value; }

    public string? ContentType { get => texts[8]; set => texts[8] = value; }

    public string? ReplyTo { get => texts[9]; set => texts[9] = value; }
}
