namespace MailMaker.Core;

/// <summary>What a client asked for, or what is wrong with it.</summary>
/// <typeparam name="T">The thing asked for.</typeparam>
/// <param name="Value">The thing; null when there are problems.</param>
/// <param name="Problems">What is wrong; empty when all is well.</param>
public sealed record Checked<T>(T? Value, IReadOnlyList<Problem> Problems)
    where T : class;
