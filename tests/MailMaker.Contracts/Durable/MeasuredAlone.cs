namespace MailMaker.Contracts.Durable;

/// <summary>Tests that measure memory or speed: no other test runs beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
