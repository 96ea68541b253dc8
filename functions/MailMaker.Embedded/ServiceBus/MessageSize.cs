using System.Runtime.Serialization;
using System.Text;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>
/// What a message weighs against the limits of a Standard queue (service-bus-quotas). Estimated from above, so that what passes here passes there.
/// </summary>
internal static class MessageSize
{
    /// <summary>The most bytes of one message or of one batch.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>What an empty batch weighs.</summary>
    public const int Envelope = 24;

    private const int LargestProperty = 32 * 1024;
    private const int LargestProperties = 64 * 1024;

    // AMQP 1.0 §3.2: the described header, annotation, property and data sections around the values, and each value's constructor and length.
    private const int Sections = 96;
    private const int Value = 5;

    /// <summary>Bytes of the message as a member of a batch.</summary>
    /// <exception cref="SerializationException">A property is over 32 KB, or all of them are over 64 KB.</exception>
    public static int Of(MessageProperties properties, int bodyLength)
    {
        var total = 0;
        foreach (var text in properties.Texts)
            total += text is null ? 1 : Checked(Encoding.UTF8.GetByteCount(text) + Value);
        foreach (var (key, value) in properties.Application)
            total += Checked(Encoding.UTF8.GetByteCount(key) + Value + SizeOf(value));
        if (total > LargestProperties)
            throw new SerializationException($"The message's properties take {total} bytes; together they may take {LargestProperties}.");
        return total + bodyLength + Sections;
    }

    private static int Checked(int size) => size <= LargestProperty
        ? size
        : throw new SerializationException($"A message property takes {size} bytes; it may take {LargestProperty}.");

    private static int SizeOf(object? value) => Value + value switch
    {
        string v => Encoding.UTF8.GetByteCount(v),
        Uri v => Encoding.UTF8.GetByteCount(v.OriginalString) + 24,
        DateTimeOffset or TimeSpan => 36,
        _ => 16,
    };
}
