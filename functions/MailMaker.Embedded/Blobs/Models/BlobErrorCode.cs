namespace Azure.Storage.Blobs.Models;

/// <summary>The service's name for an error, as <see cref="RequestFailedException.ErrorCode"/> has it.</summary>
/// <param name="value">The name.</param>
public readonly struct BlobErrorCode(string value) : IEquatable<BlobErrorCode>
{
    private readonly string? value = value;

    /// <summary>The code <c>BlobAlreadyExists</c>.</summary>
    public static BlobErrorCode BlobAlreadyExists => new("BlobAlreadyExists");

    /// <summary>The code <c>BlobNotFound</c>.</summary>
    public static BlobErrorCode BlobNotFound => new("BlobNotFound");

    /// <summary>The code <c>ConditionNotMet</c>.</summary>
    public static BlobErrorCode ConditionNotMet => new("ConditionNotMet");

    /// <summary>The code <c>ContainerAlreadyExists</c>.</summary>
    public static BlobErrorCode ContainerAlreadyExists => new("ContainerAlreadyExists");

    /// <summary>The code <c>ContainerNotFound</c>.</summary>
    public static BlobErrorCode ContainerNotFound => new("ContainerNotFound");

    /// <summary>The code <c>InvalidRange</c>.</summary>
    public static BlobErrorCode InvalidRange => new("InvalidRange");

    /// <summary>The code <c>InvalidResourceName</c>.</summary>
    public static BlobErrorCode InvalidResourceName => new("InvalidResourceName");

    /// <summary>The code <c>LeaseAlreadyPresent</c>.</summary>
    public static BlobErrorCode LeaseAlreadyPresent => new("LeaseAlreadyPresent");

    /// <summary>The code <c>LeaseIdMismatchWithBlobOperation</c>.</summary>
    public static BlobErrorCode LeaseIdMismatchWithBlobOperation => new("LeaseIdMismatchWithBlobOperation");

    /// <summary>The code <c>LeaseIdMissing</c>.</summary>
    public static BlobErrorCode LeaseIdMissing => new("LeaseIdMissing");

    /// <summary>The code <c>LeaseLost</c>.</summary>
    public static BlobErrorCode LeaseLost => new("LeaseLost");

    /// <summary>The code <c>LeaseNotPresentWithBlobOperation</c>.</summary>
    public static BlobErrorCode LeaseNotPresentWithBlobOperation => new("LeaseNotPresentWithBlobOperation");

    /// <summary>The code <c>LeaseNotPresentWithLeaseOperation</c>.</summary>
    public static BlobErrorCode LeaseNotPresentWithLeaseOperation => new("LeaseNotPresentWithLeaseOperation");

    /// <summary>The code <c>LeaseIdMismatchWithLeaseOperation</c>.</summary>
    public static BlobErrorCode LeaseIdMismatchWithLeaseOperation => new("LeaseIdMismatchWithLeaseOperation");

    /// <summary>The code <c>ResourceTypeMismatch</c>.</summary>
    public static BlobErrorCode ResourceTypeMismatch => new("ResourceTypeMismatch");

    /// <summary>The code of that name.</summary>
    public static implicit operator BlobErrorCode(string value) => new(value);

    /// <summary>Whether both are the same code.</summary>
    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);

    /// <summary>Whether they are different codes.</summary>
    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);

    /// <summary>Whether the code has that name.</summary>
    public static bool operator ==(BlobErrorCode code, string? value) => code.Equals(value);

    /// <summary>Whether the code has another name.</summary>
    public static bool operator !=(BlobErrorCode code, string? value) => !code.Equals(value);

    /// <summary>Whether the code has that name.</summary>
    public static bool operator ==(string? value, BlobErrorCode code) => code.Equals(value);

    /// <summary>Whether the code has another name.</summary>
    public static bool operator !=(string? value, BlobErrorCode code) => !code.Equals(value);

    /// <inheritdoc />
    public bool Equals(BlobErrorCode other) => Equals(other.value);

    /// <summary>Whether the code has that name.</summary>
    public bool Equals(string? value) => string.Equals(this.value, value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is BlobErrorCode other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    /// <inheritdoc />
    public override string ToString() => value ?? "";
}
