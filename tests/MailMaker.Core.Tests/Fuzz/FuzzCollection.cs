namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Runs alone, because it measures time and memory.</summary>
[CollectionDefinition("Fuzz", DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's own word
public class FuzzCollection;
#pragma warning restore CA1711
