namespace MailMaker.Embedded.Tables;

/// <summary>Why the service refuses a request: HTTP status, error code and a message without any of the caller's data.</summary>
internal sealed record TableFault(int Status, string Code, string Message)
{
    public static readonly TableFault TableNotFound = new(404, "TableNotFound", "The table specified does not exist.");
    public static readonly TableFault ResourceNotFound = new(404, "ResourceNotFound", "The specified resource does not exist.");
    public static readonly TableFault EntityAlreadyExists = new(409, "EntityAlreadyExists", "The specified entity already exists.");
    public static readonly TableFault TableAlreadyExists = new(409, "TableAlreadyExists", "The table specified already exists.");
    public static readonly TableFault ConditionNotSatisfied =
        new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static readonly TableFault PropertiesNeedValue = new(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");
    public static readonly TableFault KeyValueTooLarge = new(400, "KeyValueTooLarge", "A PartitionKey or RowKey is longer than 1 KiB (512 characters).");
    public static readonly TableFault PropertyNameInvalid = new(400, "PropertyNameInvalid", "A property name is invalid.");
    public static readonly TableFault PropertyNameTooLong = new(400, "PropertyNameTooLong", "A property name is longer than 255 characters.");
    public static readonly TableFault PropertyValueTooLarge = new(400, "PropertyValueTooLarge", "A property value is larger than 64 KiB.");
    public static readonly TableFault TooManyProperties = new(400, "TooManyProperties", "The entity has more than 252 properties of its own.");
    public static readonly TableFault EntityTooLarge = new(400, "EntityTooLarge", "The entity is larger than 1 MiB.");
    public static readonly TableFault InvalidTableName = new(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
    public static readonly TableFault DifferentPartitions =
        new(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");

    public static readonly TableFault DuplicateRow =
        new(400, "InvalidDuplicateRow", "The batch request contains multiple changes with same row key. An entity can appear only once in a batch request.");

    public static readonly TableFault TooManyActions =
        new(400, "InvalidInput", "The batch request operation exceeds the maximum 100 changes per change set.");

    public static readonly TableFault RequestTooLarge =
        new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static readonly TableFault NoRoom = new(500, "InternalError", "The disk is full.");

    public static TableFault InvalidInput(string message) => new(400, "InvalidInput", message);

    public static TableFault OutOfRangeInput(string message) => new(400, "OutOfRangeInput", message);

    /// <summary>The fault as the service reports it of one action of a transaction.</summary>
    public TableFault OfAction(int index) => this with { Message = $"{index}:{Message}" };
}
