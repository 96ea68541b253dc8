namespace MailMaker.Embedded.Tables.Filters;

/// <summary>A filter that the service refuses with 400 <c>InvalidInput</c>. The message names a position, never the filter's text.</summary>
internal sealed class FilterSyntaxException(string message) : FormatException(message);
