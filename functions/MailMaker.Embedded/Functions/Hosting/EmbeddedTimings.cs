namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Intervals that only the embedded home has. All are measured by its clock.</summary>
internal sealed class EmbeddedTimings
{
    /// <summary>Time between two scans of a folder that a blob trigger watches.</summary>
    public TimeSpan ScanEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether changes that the system reports start a scan before its time. Tests that count scans switch it off.</summary>
    public bool WatchFolders { get; set; } = true;

    /// <summary>How long a file must look the same before it is read: SFTP servers write it in place, piece by piece.</summary>
    public TimeSpan SettleFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The same where the system does not tell whether somebody has the file open: an upload over a bad line pauses for seconds.</summary>
    public TimeSpan SettleUntoldFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for an empty file, which is most often one whose first piece has not come yet.</summary>
    public TimeSpan SettleEmptyFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before the second try of a failed blob; it doubles with each further one, up to a minute.</summary>
    public TimeSpan RetryBlobAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long running functions may take to end once the host stops; then they are abandoned.</summary>
    public TimeSpan DrainFor { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long it may take, in real time, to give abandoned messages back before the home is closed.</summary>
    public TimeSpan AbandonWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a function may go on after its <c>functionTimeout</c> cancelled it; then its slot is taken away.</summary>
    public TimeSpan TimeoutGrace { get; set; } = TimeSpan.FromSeconds(30);
}
