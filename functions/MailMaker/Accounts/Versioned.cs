namespace MailMaker.Accounts;

/// <summary>A value as it was read, with the version that guards the next write.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Version">Its version, opaque.</param>
public sealed record Versioned<T>(T Value, string Version)
    where T : class;
