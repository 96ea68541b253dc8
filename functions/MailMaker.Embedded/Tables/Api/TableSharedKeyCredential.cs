namespace Azure.Data.Tables;

/// <summary>An account's name and one of its keys, with which requests are signed.</summary>
public class TableSharedKeyCredential
{
    /// <summary>A credential for an account.</summary>
    /// <param name="accountName">The account.</param>
    /// <param name="accountKey">The key, base64.</param>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        AccountName = accountName;
        Key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The account.</summary>
    public string AccountName { get; }

    /// <summary>The key.</summary>
    internal byte[] Key { get; }
}
