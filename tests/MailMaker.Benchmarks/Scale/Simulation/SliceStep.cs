namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>One request, or a round of requests that run together, of a slice's run.</summary>
/// <param name="Name">The request.</param>
/// <param name="Table">The table.</param>
/// <param name="Place">Which partition.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Entities">Entities of all its requests, as the service counts them.</param>
/// <param name="Requests">Requests that run together.</param>
internal sealed record SliceStep(string Name, string Table, Place Place, StepKind Kind, double Entities, int Requests = 1);
