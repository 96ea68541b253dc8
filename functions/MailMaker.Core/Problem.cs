namespace MailMaker.Core;

/// <summary>One thing that is wrong with what a client sent.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901) into the body, such as <c>/caps/0/max</c>; empty for the whole.</param>
/// <param name="Detail">What is wrong and what to do about it, without personal data.</param>
public sealed record Problem(string Pointer, string Detail);
