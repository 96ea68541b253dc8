namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>One kind of request of one function.</summary>
internal sealed record CountedLine(string Function, string Request, int Requests, long Entities, long Bytes, int Conflicts);
