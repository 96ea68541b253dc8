namespace MailMaker.Tests.Delivery;

/// <summary>A mail as somebody else's parser saw it.</summary>
public sealed record SeenMail(string Parser, string Subject, SeenMailbox From, SeenMailbox To, string Text, string Html);

/// <summary>A mailbox as somebody else's parser saw it.</summary>
public sealed record SeenMailbox(string Name, string Address);
