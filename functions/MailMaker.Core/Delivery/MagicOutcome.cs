namespace MailMaker.Core.Delivery;

/// <summary>What an address of <see cref="MagicAddress"/> forces.</summary>
public enum MagicOutcome
{
    /// <summary>Nothing: an address like any other.</summary>
    None,

    /// <summary>A temporary failure.</summary>
    Temporary,

    /// <summary>A permanent failure.</summary>
    Permanent,

    /// <summary>Acceptance after two seconds.</summary>
    Slow,
}
