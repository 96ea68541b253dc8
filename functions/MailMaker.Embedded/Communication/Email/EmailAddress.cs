namespace Azure.Communication.Email;

/// <summary>An e-mail address and the name that is shown for it.</summary>
public readonly struct EmailAddress
{
    /// <summary>An address without a name.</summary>
    /// <param name="address">The address.</param>
    public EmailAddress(string address)
        : this(address, "")
    {
    }

    /// <summary>An address and a name.</summary>
    /// <param name="address">The address.</param>
    /// <param name="displayName">The name; empty for none.</param>
    public EmailAddress(string address, string displayName)
    {
        Address = address;
        DisplayName = displayName;
    }

    /// <summary>The address.</summary>
    public string Address { get; }

    /// <summary>The name; empty for none.</summary>
    public string DisplayName { get; }
}
