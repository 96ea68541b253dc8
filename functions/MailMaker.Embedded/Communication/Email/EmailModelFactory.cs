namespace Azure.Communication.Email;

/// <summary>Makes models for tests.</summary>
public static class EmailModelFactory
{
    /// <summary>A result.</summary>
    /// <param name="id">Id of the operation.</param>
    /// <param name="status">How far it is.</param>
    public static EmailSendResult EmailSendResult(string? id = null, EmailSendStatus status = default) => new(status);
}
