namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A change with a result.</summary>
internal abstract class BlobWork<T> : BlobWork
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? refusal;
    private T result = default!;

    /// <summary>Completes when the change is on disk.</summary>
    public Task<T> Task => done.Task;

    public sealed override void Run(CommitScope scope)
    {
        try
        {
            result = Apply(scope);
        }
        catch (Exception e)
        {
            refusal = e;
        }
    }

    public override void Complete()
    {
        if (refusal is null)
            done.TrySetResult(result);
        else
            done.TrySetException(refusal);
    }

    public override void Fail(Exception cause) => done.TrySetException(refusal ?? cause);

    protected abstract T Apply(CommitScope scope);
}
