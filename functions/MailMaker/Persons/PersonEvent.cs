namespace MailMaker.Persons;

/// <summary>One thing that happened with a person.</summary>
/// <param name="At">When.</param>
/// <param name="What">What: the kind of a consent's event, <c>message</c>, <c>open</c> or <c>click</c>.</param>
/// <param name="Detail">The campaign and outcome of a message; the campaign of an open or click; the door of anything else.</param>
public sealed record PersonEvent(DateTimeOffset At, string What, string Detail);
