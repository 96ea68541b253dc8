using Azure.Data.Tables;

namespace MailMaker.Campaigns;

/// <summary>A claim on an address for a member of a slice.</summary>
/// <param name="Index">The member's place in the slice.</param>
/// <param name="Key">The address.</param>
/// <param name="Action">The guarded write.</param>
public sealed record AddressClaim(int Index, AddressKey Key, TableTransactionAction Action);
