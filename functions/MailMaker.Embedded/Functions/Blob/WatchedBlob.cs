namespace MailMaker.Embedded.Functions.Blob;

/// <summary>What a scanner knows of one blob. Used under the scanner's lock.</summary>
internal sealed class WatchedBlob(string name)
{
    /// <summary>Name of the blob.</summary>
    public string Name => name;

    /// <summary>The version seen last.</summary>
    public string ETag { get; private set; } = "";

    /// <summary>Whether it is a directory.</summary>
    public bool IsFolder { get; private set; }

    /// <summary>When that version was first seen.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When that version may be worked on, unless a scan finds another one before.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>How often that version was begun.</summary>
    public int Tries { get; set; }

    /// <summary>Whether that version is done or given up.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Whether a run has it, or waits for a place.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The scan that saw it last.</summary>
    public long SeenInScan { get; set; }

    /// <summary>A scan has seen it: a new version begins to settle, a known one goes on.</summary>
    public void See(string etag, bool isFolder, DateTimeOffset at, TimeSpan settle)
    {
        if (etag == ETag)
            return;
        ETag = etag;
        IsFolder = isFolder;
        SeenAt = at;
        DueAt = at + settle;
        Tries = 0;
        IsFinished = false;
    }

    /// <summary>Takes over what was known before a restart.</summary>
    public void Restore(BlobReceipt receipt)
    {
        if (receipt.ETag != ETag)
            return;
        Tries = receipt.Tries;
        IsFinished = receipt.Outcome != BlobOutcome.Tried;
    }

    /// <summary>The version, unless another has come since, is done or given up.</summary>
    public void Finish(string etag) => IsFinished |= etag == ETag;

    /// <summary>The version, unless another has come since, is due again at a later time.</summary>
    public void Postpone(string etag, DateTimeOffset until)
    {
        if (etag == ETag)
            DueAt = until;
    }
}
