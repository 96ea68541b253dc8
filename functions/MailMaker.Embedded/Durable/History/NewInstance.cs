namespace MailMaker.Embedded.Durable.History;

/// <summary>An instance to be scheduled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its orchestrator function.</param>
/// <param name="Input">Its input as JSON.</param>
/// <param name="Tags">Its tags as JSON.</param>
/// <param name="StartAt">When it starts (UTC); null: now.</param>
/// <param name="Parent">Who calls it; null: a client.</param>
internal sealed record NewInstance(string Id, string Name, string? Input, string? Tags, DateTime? StartAt, CallingTask? Parent);
