namespace MailMaker.Core.Consent;

/// <summary>What happened to a person's consent.</summary>
public enum ConsentEventKind
{
    /// <summary>The person confirmed a sign-up (double opt-in).</summary>
    Confirmed,

    /// <summary>The client states that the person agreed elsewhere.</summary>
    OptedIn,

    /// <summary>The person left.</summary>
    Left,

    /// <summary>A client's file or call resubscribed a person who had left, with the protection lifted.</summary>
    Resubscribed,

    /// <summary>The person chose what and how often, or took back one purpose.</summary>
    ChoiceMade,

    /// <summary>The contact goes by another key.</summary>
    KeyChanged,

    /// <summary>An import ran with the protection of goodbyes lifted.</summary>
    ProtectionLifted,

    /// <summary>The contact's address was suppressed.</summary>
    Suppressed,

    /// <summary>The contact's address is suppressed no more.</summary>
    SuppressionLifted,

    /// <summary>The person was asked again whether the consent still holds, or was told that it does.</summary>
    Rechecked,
}
