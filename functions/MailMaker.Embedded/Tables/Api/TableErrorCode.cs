namespace Azure.Data.Tables.Models;

/// <summary>The error codes of the Table service, comparable with <see cref="RequestFailedException.ErrorCode" />.</summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string? value;

    /// <summary>A code by its text.</summary>
    public TableErrorCode(string value) => this.value = value;

    /// <summary>403: the credential may not do this.</summary>
    public static TableErrorCode AuthorizationPermissionMismatch { get; } = new("AuthorizationPermissionMismatch");

    /// <summary>403: the credential may not do this with such a resource.</summary>
    public static TableErrorCode AuthorizationResourceTypeMismatch { get; } = new("AuthorizationResourceTypeMismatch");

    /// <summary>400: a transaction has more than one PartitionKey.</summary>
    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new("CommandsInBatchActOnDifferentPartitions");

    /// <summary>400: the request is too long.</summary>
    public static TableErrorCode ContentLengthExceeded { get; } = new("ContentLengthExceeded");

    /// <summary>400: a property is named twice.</summary>
    public static TableErrorCode DuplicatePropertiesSpecified { get; } = new("DuplicatePropertiesSpecified");

    /// <summary>409: there is an entity with these keys.</summary>
    public static TableErrorCode EntityAlreadyExists { get; } = new("EntityAlreadyExists");

    /// <summary>404: there is no such entity; the service says <see cref="ResourceNotFound" /> instead.</summary>
    public static TableErrorCode EntityNotFound { get; } = new("EntityNotFound");

    /// <summary>400: more than 1 MiB.</summary>
    public static TableErrorCode EntityTooLarge { get; } = new("EntityTooLarge");

    /// <summary>403.</summary>
    public static TableErrorCode Forbidden { get; } = new("Forbidden");

    /// <summary>400: an entity appears twice in a transaction.</summary>
    public static TableErrorCode InvalidDuplicateRow { get; } = new("InvalidDuplicateRow");

    /// <summary>400: something about the request is wrong.</summary>
    public static TableErrorCode InvalidInput { get; } = new("InvalidInput");

    /// <summary>400: a value does not fit its type.</summary>
    public static TableErrorCode InvalidValueType { get; } = new("InvalidValueType");

    /// <summary>400: a key of more than 1 KiB (512 characters).</summary>
    public static TableErrorCode KeyValueTooLarge { get; } = new("KeyValueTooLarge");

    /// <summary>501.</summary>
    public static TableErrorCode NotImplemented { get; } = new("NotImplemented");

    /// <summary>500: the service ran out of time; whether it did the work is unknown.</summary>
    public static TableErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    /// <summary>400: a key or a date is outside of what can be stored.</summary>
    public static TableErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    /// <summary>400: a key is missing.</summary>
    public static TableErrorCode PropertiesNeedValue { get; } = new("PropertiesNeedValue");

    /// <summary>400: a property name that is no identifier.</summary>
    public static TableErrorCode PropertyNameInvalid { get; } = new("PropertyNameInvalid");

    /// <summary>400: a property name of more than 255 characters.</summary>
    public static TableErrorCode PropertyNameTooLong { get; } = new("PropertyNameTooLong");

    /// <summary>400: a value of more than 64 KiB.</summary>
    public static TableErrorCode PropertyValueTooLarge { get; } = new("PropertyValueTooLarge");

    /// <summary>404: there is no such entity.</summary>
    public static TableErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    /// <summary>409: there is a table of this name.</summary>
    public static TableErrorCode TableAlreadyExists { get; } = new("TableAlreadyExists");

    /// <summary>409: the table is being deleted; it can be created again later.</summary>
    public static TableErrorCode TableBeingDeleted { get; } = new("TableBeingDeleted");

    /// <summary>404: there is no such table.</summary>
    public static TableErrorCode TableNotFound { get; } = new("TableNotFound");

    /// <summary>400: more than 252 own properties.</summary>
    public static TableErrorCode TooManyProperties { get; } = new("TooManyProperties");

    /// <summary>412: the entity has another ETag.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new("UpdateConditionNotSatisfied");

    /// <summary>Whether two codes are the same, whatever their letter case.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Whether two codes differ.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Whether a code has this text.</summary>
    public static bool operator ==(TableErrorCode code, string value) => code.Equals(new TableErrorCode(value));

    /// <summary>Whether a code has another text.</summary>
    public static bool operator !=(TableErrorCode code, string value) => !(code == value);

    /// <summary>Whether a code has this text.</summary>
    public static bool operator ==(string value, TableErrorCode code) => code == value;

    /// <summary>Whether a code has another text.</summary>
    public static bool operator !=(string value, TableErrorCode code) => !(code == value);

    /// <summary>The code of a text.</summary>
#pragma warning disable CA2225 // The package has no such method.
    public static implicit operator TableErrorCode(string value) => new(value);
#pragma warning restore CA2225

    /// <inheritdoc />
    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <summary>The text of the code.</summary>
    public override string ToString() => value ?? "";
}
