using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Http;

/// <summary>The HTTP door of the description of all others.</summary>
public sealed class OpenApiFunctions
{
    /// <summary>The resource that holds the document; tests hold it against every door.</summary>
    public const string Resource = "MailMaker.Http.openapi.json";

    /// <summary>The OpenAPI document. It is the same for everybody and holds nothing of anybody.</summary>
    [Function("GetOpenApi")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Stream(Open(), "application/json; charset=utf-8");

    internal static Stream Open() =>
        typeof(OpenApiFunctions).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException("The OpenAPI document is not in the assembly.");
}
