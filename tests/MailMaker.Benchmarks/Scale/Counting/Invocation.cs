namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>One run of a function, with its requests in order.</summary>
internal sealed record Invocation(string Function, IReadOnlyList<Operation> Operations);
