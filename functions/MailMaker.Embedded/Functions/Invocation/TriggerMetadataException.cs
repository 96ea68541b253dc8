namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>A part of the event's own description (a route value, a part of a path) does not fit the parameter that asks for it.</summary>
internal sealed class TriggerMetadataException(string message) : Exception(message);
