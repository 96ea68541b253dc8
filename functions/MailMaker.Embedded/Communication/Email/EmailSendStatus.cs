namespace Azure.Communication.Email;

/// <summary>How far the sending of an e-mail is. Succeeded says that it left the service, not that it arrived.</summary>
/// <param name="value">The service's word.</param>
public readonly struct EmailSendStatus(string value) : IEquatable<EmailSendStatus>
{
    private readonly string? value = value;

    /// <summary>Not begun.</summary>
    public static EmailSendStatus NotStarted => new("NotStarted");

    /// <summary>Under way.</summary>
    public static EmailSendStatus Running => new("Running");

    /// <summary>Sent.</summary>
    public static EmailSendStatus Succeeded => new("Succeeded");

    /// <summary>Not sent.</summary>
    public static EmailSendStatus Failed => new("Failed");

    /// <summary>Withdrawn.</summary>
    public static EmailSendStatus Canceled => new("Canceled");

    /// <summary>The status of that name.</summary>
    public static implicit operator EmailSendStatus(string value) => new(value);

    /// <summary>Whether both are the same status.</summary>
    public static bool operator ==(EmailSendStatus left, EmailSendStatus right) => left.Equals(right);

    /// <summary>Whether they are different.</summary>
    public static bool operator !=(EmailSendStatus left, EmailSendStatus right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(EmailSendStatus other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is EmailSendStatus other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    /// <inheritdoc />
    public override string ToString() => value ?? "";
}
