using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>The name of a queue or of a sub-queue of it. Upper and lower case are one.</summary>
/// <param name="Main">The queue, in lower case.</param>
/// <param name="SubQueue">Which part of it.</param>
internal sealed partial record QueueName(string Main, SubQueue SubQueue)
{
    private const string DeadLetterSuffix = "/$deadletterqueue";
    private const string TransferSuffix = "/$transfer" + DeadLetterSuffix;

    /// <summary>The name with its sub-queue.</summary>
    public string Path => Main + SubQueue switch
    {
        SubQueue.DeadLetter => DeadLetterSuffix,
        SubQueue.TransferDeadLetter => TransferSuffix,
        _ => "",
    };

    /// <summary>Whether this is a sub-queue of dead letters.</summary>
    public bool IsDeadLetters => SubQueue != SubQueue.None;

    /// <summary>Where messages of this queue go that could not be processed.</summary>
    public QueueName DeadLetters => this with { SubQueue = SubQueue.DeadLetter };

    /// <summary>Reads a queue's name, or its path with the sub-queue.</summary>
    /// <exception cref="ArgumentException">It is empty, longer than 260 characters or has characters that Service Bus does not take.</exception>
    public static QueueName Parse(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var path = name.ToLowerInvariant();
        var sub = path.EndsWith(TransferSuffix, StringComparison.Ordinal) ? SubQueue.TransferDeadLetter
            : path.EndsWith(DeadLetterSuffix, StringComparison.Ordinal) ? SubQueue.DeadLetter
            : SubQueue.None;
        var main = path[..^new QueueName("", sub).Path.Length];
        if (main.Length > 260 || !Allowed().IsMatch(main))
            throw new ArgumentException("A queue's name has 1 to 260 letters, digits, '.', '-', '_' or '/', and begins and ends with a letter or digit.", nameof(name));
        return new QueueName(main, sub);
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9._/-]*[a-z0-9])?$")]
    private static partial Regex Allowed();
}
