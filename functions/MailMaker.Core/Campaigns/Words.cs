using System.Text.Json;

namespace MailMaker.Core.Campaigns;

/// <summary>The names of enumerations as JSON and CSV say them.</summary>
public static class Words
{
    /// <summary>The value in camel case, such as <c>quietHours</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
