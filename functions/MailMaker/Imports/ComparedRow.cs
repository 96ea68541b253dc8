using Azure.Data.Tables;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>A contact of the file and what is to be done about it.</summary>
/// <param name="Member">The contact's rows.</param>
/// <param name="Decision">What is to be done.</param>
/// <param name="Existing">Its row in the table, when it is to be changed.</param>
/// <param name="Bar">Whether the person is barred.</param>
internal readonly record struct ComparedRow(BucketRows.Member Member, RowDecision Decision, TableEntity? Existing, Bar Bar);
