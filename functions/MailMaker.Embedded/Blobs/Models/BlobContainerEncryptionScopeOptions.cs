namespace Azure.Storage.Blobs.Models;

/// <summary>Encryption scope of a container; the embedded home has none.</summary>
public class BlobContainerEncryptionScopeOptions
{
    /// <summary>Name of the scope.</summary>
    public string? DefaultEncryptionScope { get; set; }

    /// <summary>Whether a blob may name another.</summary>
    public bool PreventEncryptionScopeOverride { get; set; }
}
