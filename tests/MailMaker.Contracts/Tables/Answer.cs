using Azure;
using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>How a request ended: status and error code, and of a failed transaction the index of the action; 0 when nothing was thrown.</summary>
public sealed record Answer(int Status, string? Code, int? Index = null)
{
    public static readonly Answer Accepted = new(0, null);

    public static Answer InvalidInput { get; } = new(400, "InvalidInput");

    public static async Task<Answer> ToAsync(Func<Task> request)
    {
        try
        {
            await request();
            return Accepted;
        }
        catch (RequestFailedException e)
        {
            return new Answer(e.Status, e.ErrorCode, (e as TableTransactionFailedException)?.FailedTransactionActionIndex);
        }
    }
}
