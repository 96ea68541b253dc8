using System.Text.Json;

namespace MailMaker.Core;

/// <summary>A value is none of an enumeration's words. The message names them, and nothing of the value.</summary>
internal sealed class UnknownWordException(IEnumerable<string> words) : JsonException($"the value must be one of {string.Join(", ", words.Select(w => $"\"{w}\""))}.");
