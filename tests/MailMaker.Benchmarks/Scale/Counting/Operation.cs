namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>One request that the app made of a service.</summary>
/// <param name="Service">The table, or the queue.</param>
/// <param name="Verb">get, query, write, transact; send, receive, settle.</param>
/// <param name="Rows">Which kind of rows, by the beginning of their keys.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Entities">Entities written or found, or messages.</param>
/// <param name="Bytes">Their size, as the service bills storage; of messages, as a batch counts them.</param>
/// <param name="Status">What the service answered.</param>
internal sealed record Operation(string Service, string Verb, string Rows, string Partition, int Entities, long Bytes, int Status)
{
    /// <summary>What it does, without where and how many.</summary>
    public string Name => Rows.Length == 0 ? $"{Service} {Verb}" : $"{Service} {Verb} {Rows}";

    /// <summary>Whether it is asked of the queue.</summary>
    public bool IsMessage => Verb is "send" or "receive" or "settle";

    /// <summary>Whether somebody else wrote first, so that what it belongs to is done again.</summary>
    public bool IsConflict => Status is 409 or 412;
}
