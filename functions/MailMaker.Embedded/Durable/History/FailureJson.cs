using System.Text.Json;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Failures as they are stored.</summary>
internal static class FailureJson
{
    /// <summary>The error type of a call to a function that does not exist; trying again is no use.</summary>
    public const string MissingFunction = "DurableTask.Core.Exceptions.TypeMissingException";

    /// <summary>The failure as JSON.</summary>
    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(failure);

    /// <summary>The stored failure.</summary>
    public static TaskFailureDetails Read(string json) => JsonSerializer.Deserialize<TaskFailureDetails>(json)!;
}
