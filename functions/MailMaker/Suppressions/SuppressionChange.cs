using Azure.Data.Tables;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>One change of an account's suppressions, written together with a numbered row that tells every sender of it.</summary>
/// <param name="RowKey">The row that is written or lifted.</param>
/// <param name="Row">What is written; null when it is lifted and nothing of it is kept.</param>
/// <param name="Reason">The reason, for those who only follow the changes.</param>
internal sealed record SuppressionChange(string RowKey, TableEntity? Row, SuppressionReason Reason)
{
    /// <summary>Whether the row holds for nobody any more.</summary>
    public bool IsLifted => Row is null || Row.GetBoolean("Lifted") == true;
}
