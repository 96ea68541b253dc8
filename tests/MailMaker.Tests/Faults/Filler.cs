namespace MailMaker.Tests.Faults;

/// <summary>A file that takes all that is left of a disk, for a while.</summary>
internal sealed class Filler(string folder) : IDisposable
{
    private readonly string file = Path.Combine(folder, "filler");

    /// <summary>How often the disk was full.</summary>
    public int Times { get; private set; }

    /// <summary>Fills the disk some times, with breaks, and more often when nobody noticed.</summary>
    public async Task FillAgainAndAgainAsync(Random random, int times, Func<bool> isNoticed, CancellationToken over)
    {
        for (var i = 0; (i < times || !isNoticed()) && !over.IsCancellationRequested; i++)
        {
            await Task.Delay(random.Next(400), CancellationToken.None);
            Fill();
            await Task.Delay(300 + random.Next(700), CancellationToken.None);
            Dispose();
        }
    }

    public void Dispose() => File.Delete(file);

    private void Fill()
    {
        var zeros = new byte[4096];
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(zeros);
        }
        catch (IOException)
        {
            // Full.
            Times++;
        }
    }
}
