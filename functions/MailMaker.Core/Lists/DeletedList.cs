namespace MailMaker.Core.Lists;

/// <summary>
/// What is kept of a deleted list, without anything of anybody: the goodbyes said to it are found by key kind and bucket, so a list that is made
/// again under its name has the same ones.
/// </summary>
/// <param name="Key">What identified a contact.</param>
/// <param name="Buckets">Its partitions.</param>
/// <param name="DeletedAt">When it was deleted.</param>
public sealed record DeletedList(KeyKind Key, int Buckets, DateTimeOffset DeletedAt);
