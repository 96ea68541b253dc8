namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key an HTTP request must bring.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user. Not available in the embedded home: the app is refused at start.</summary>
    User = 1,

    /// <summary>The function key or the master key.</summary>
    Function = 2,

    /// <summary>The system key or the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
