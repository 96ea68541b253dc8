namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What one run of a full slice asks of the tables, in order.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record SliceScript(IReadOnlyList<SliceStep> Steps)
{
    /// <summary>Table requests of one run.</summary>
    public int Requests => Steps.Sum(s => s.Kind == StepKind.HandOver ? 0 : s.Requests);

    /// <summary>Entities of one run.</summary>
    public double Entities => Steps.Sum(s => s.Entities);

    /// <summary>Where a run begins again whose claim was over too soon.</summary>
    public int LookAt { get; } = At(Steps, StepKind.Look);

    /// <summary>Where the recording begins again when somebody else recorded meanwhile.</summary>
    public int ReadSumAt { get; } = At(Steps, StepKind.ReadSum);

    private static int At(IReadOnlyList<SliceStep> steps, StepKind kind)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Kind == kind)
                return i;
        }

        throw new ArgumentException($"A slice's run has no {kind}.", nameof(steps));
    }
}
