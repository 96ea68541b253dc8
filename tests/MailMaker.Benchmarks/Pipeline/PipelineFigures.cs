namespace MailMaker.Benchmarks.Pipeline;

/// <summary>What the pipeline benchmark measured.</summary>
/// <param name="Contacts">Contacts on the list.</param>
/// <param name="Cold">Whether the process was fresh, so that the first compilation of its code counts; else others had gone the whole way before.</param>
/// <param name="ImportFirstPerSecond">Rows a second of the first import, from the file's registration to the end.</param>
/// <param name="ImportAgainPerSecond">Rows a second when the same rows come again.</param>
/// <param name="SendPerSecond">Mails a second from the launch to the last hand-over.</param>
/// <param name="PeakMemoryMB">The most memory the process had, file writer and client included.</param>
/// <param name="Bare">What the machine does with the same rows and the same mail alone, measured behind it in the same run; null when that was not asked for.</param>
internal sealed record PipelineFigures(
    int Contacts, bool Cold, int ImportFirstPerSecond, int ImportAgainPerSecond, int SendPerSecond, int PeakMemoryMB, BareLimits? Bare)
{
    /// <summary>The first import's rate as a share of the bare rows'.</summary>
    public double? ImportShare => Bare is null ? null : Math.Round((double)ImportFirstPerSecond / Bare.RowsPerSecond, 2);

    /// <summary>The send rate as a share of what rendering and encoding alone would allow.</summary>
    public double? SendShare => Bare is null ? null : Math.Round(SendPerSecond * ((1.0 / Bare.RendersPerSecond) + (1.0 / Bare.EncodingsPerSecond)), 2);
}
