namespace MailMaker.Embedded.Durable.History;

/// <summary>Whether a step covers sub-orchestrations.</summary>
internal enum ChildScope
{
    Alone,
    WithChildren,
}
