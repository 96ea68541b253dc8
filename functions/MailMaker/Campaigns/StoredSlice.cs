using Azure;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>A slice as it was read.</summary>
/// <param name="Number">Its number within the bucket.</param>
/// <param name="Slice">Who is in it and each one's outcome.</param>
/// <param name="ETag">What guards the next write.</param>
public sealed record StoredSlice(int Number, Slice Slice, ETag ETag);
