using System.Text.Json;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>One run of an activity function.</summary>
/// <param name="Name">The function.</param>
/// <param name="InstanceId">The orchestration that called it.</param>
/// <param name="TaskId">Number of the call within that orchestration.</param>
/// <param name="Input">The input as JSON; null when none was given.</param>
/// <param name="Json">How payloads are read and written.</param>
internal sealed record ActivityCall(string Name, string InstanceId, int TaskId, string? Input, JsonSerializerOptions Json)
{
    /// <summary>The input as the type of the function's parameter; null when there is none.</summary>
    /// <exception cref="JsonException">The input does not fit that type: the activity fails.</exception>
    public object? ReadInput(Type type) => Input is null ? null : JsonSerializer.Deserialize(Input, type, Json);
}
