namespace MailMaker.Imports;

/// <summary>Somebody else wrote a row between its reading and its writing: read again from the last progress and decide again.</summary>
public sealed class BucketMovedException : Exception
{
    /// <summary>Without a cause.</summary>
    public BucketMovedException()
        : this("A row was changed by somebody else.")
    {
    }

    /// <summary>With a text.</summary>
    public BucketMovedException(string message)
        : base(message)
    {
    }

    /// <summary>With the service's answer.</summary>
    public BucketMovedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
