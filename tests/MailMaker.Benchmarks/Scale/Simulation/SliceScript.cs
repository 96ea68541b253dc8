namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What one run of a full slice asks of the tables, in order.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record SliceScript(IReadOnlyList<SliceStep> Steps)
{
    /// <summary>Table requests of one run.</summary>
    public int Requests => Steps.Sum(s => s.Kind is StepKind.HandOver or StepKind.Rate ? 0 : s.Requests);

    /// <summary>Entities of one run.</summary>
    public double Entities => Steps.Sum(s => s.Entities);

    /// <summary>The same of a campaign with a rate: the books are asked before anything is claimed.</summary>
    public SliceScript WithRate()
    {
        var claims = Steps.First(s => s.Kind == StepKind.Claim || (s.Place == Place.Addresses && s.Name.Contains("transact", StringComparison.Ordinal)));
        return new SliceScript([.. Steps.TakeWhile(s => s != claims), new("Rates", "", Place.Account, StepKind.Rate, 0), .. Steps.SkipWhile(s => s != claims)]);
    }

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
