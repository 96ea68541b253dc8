namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A change with a result.</summary>
internal abstract class BlobWork<T> : BlobWork
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? refusal;
    private T result = default!;

    /// <summary>Completes when the change is on disk.</summary>
    public Task<T> Task => done.Task;

    /// <summary>Whether the change was refused.</summary>
    public bool IsRefused => refusal is not null;

    public sealed override void Run(CommitScope scope) => Try(() => result = Apply(scope));

    public override void Complete()
    {
        if (refusal is null)
            done.TrySetResult(result);
        else
            done.TrySetException(refusal);
    }

    public override void Fail(Exception cause) => done.TrySetException(refusal ?? cause);

    protected abstract T Apply(CommitScope scope);

    /// <summary>Does a part of the work unless an earlier part was refused.</summary>
    protected void Try(Action part)
    {
        if (IsRefused)
            return;
        try
        {
            part();
        }
        catch (Exception e)
        {
            refusal = e;
        }
    }
}
