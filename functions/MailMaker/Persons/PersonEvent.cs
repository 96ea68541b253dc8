namespace MailMaker.Persons;

/// <summary>One thing that happened with a person.</summary>
/// <param name="At">When.</param>
/// <param name="What">What: the kind of a consent's event, or <c>message</c>.</param>
/// <param name="Detail">The campaign and outcome of a message; the door of anything else.</param>
public sealed record PersonEvent(DateTimeOffset At, string What, string Detail);
