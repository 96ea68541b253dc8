namespace MailMaker.Lists;

/// <summary>The input of the activity that removes some buckets of a list.</summary>
/// <param name="Deletion">The list.</param>
/// <param name="First">The first bucket.</param>
/// <param name="Count">How many buckets.</param>
public sealed record BucketsOfList(ListDeletion Deletion, int First, int Count);
