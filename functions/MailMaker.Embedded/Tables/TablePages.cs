using Azure;

namespace MailMaker.Embedded.Tables;

/// <summary>The pages of a query, read one by one as they are asked for.</summary>
internal sealed class TablePages<T>(Func<string?, int?, Task<Page<T>>> read, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    /// <inheritdoc />
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            CancellationToken.ThrowIfCancellationRequested();
            var page = await read(continuationToken, pageSizeHint);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
