using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused; nothing of it was done.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Takes over the status, the error code and the message; the service begins the message with the index of the failed action.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException) =>
        FailedTransactionActionIndex = IndexIn(requestFailedException.Message);

    /// <summary>Which action failed, counted from 0; null when the service did not say (a body that is too large, for instance).</summary>
    public int? FailedTransactionActionIndex { get; }

    private static int? IndexIn(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}
