namespace MailMaker.Core.Inbound;

/// <summary>What a bounce means for one address that we wrote to.</summary>
/// <param name="Address">The address in canonical form; empty when it can't be told which it was: then nothing is done.</param>
/// <param name="Class">What it is counted as: <see cref="InboundClass.Hard"/>, <see cref="InboundClass.Soft"/>, <see cref="InboundClass.Block"/> or <see cref="InboundClass.Notice"/>.</param>
public sealed record BouncedAddress(string Address, InboundClass Class);
