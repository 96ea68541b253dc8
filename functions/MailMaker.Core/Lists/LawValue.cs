namespace MailMaker.Core.Lists;

/// <summary>A rule's value and where it comes from.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="From"><c>list</c> when the list's owner set it, else the regime, such as <c>regime kr</c>.</param>
public sealed record LawValue<T>(T Value, string From);
