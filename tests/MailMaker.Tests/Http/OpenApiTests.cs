using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailMaker.Core;
using MailMaker.Http;
using MailMaker.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Tests.Http;

public partial class OpenApiTests
{
    // Bodies that no type of ours is the whole of.
    private static readonly HashSet<string> WithoutType = ["BatchItem", "BatchRequest", "Fields", "OptOuts", "ProblemDetails"];

    private static readonly JsonElement Document = Read();

    [Fact]
    public void Every_door_is_described_and_nothing_else()
    {
        var doors = Doors().SelectMany(d => d.Trigger.Methods!, (d, verb) => $"{verb} /{Constraint().Replace(d.Trigger.Route!, "}")}").Order();

        Assert.Equal(doors, Operations().Select(o => $"{o.Verb} {o.Path}").Order());
    }

    [Fact]
    public void A_description_has_its_doors_name_parameters_and_need_of_a_key()
    {
        foreach (var (function, trigger) in Doors())
        {
            var path = "/" + Constraint().Replace(trigger.Route!, "}");
            var item = Document.GetProperty("paths").GetProperty(path);
            var operation = item.GetProperty(trigger.Methods![0]);
            Assert.Equal(function, operation.GetProperty("operationId").GetString());
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.Equal(trigger.AuthLevel == AuthorizationLevel.Anonymous, operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0);
            var parameters = item.TryGetProperty("parameters", out var named) ? named.EnumerateArray().Select(p => p.GetProperty("name").GetString()!) : [];
            Assert.Equal(PathParameter().Matches(path).Select(m => m.Groups[1].Value).Order(), parameters.Order());
        }
    }

    [Fact]
    public void The_query_parameters_described_are_those_that_doors_read()
    {
        var sources = Path.GetFullPath(Path.Combine(NodePackages.ProjectFolder, "..", "..", "functions", "MailMaker"));
        var read = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => QueryRead().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct().Order();
        var described = Operations()
            .SelectMany(o => o.Operation.TryGetProperty("parameters", out var p) ? p.EnumerateArray().Select(q => q.GetProperty("name").GetString()!) : [])
            .Distinct().Order();

        Assert.Equal(read, described);
    }

    [Fact]
    public void A_schema_has_the_members_of_the_type_it_describes()
    {
        var types = new[] { typeof(Problem).Assembly, typeof(OpenApiFunctions).Assembly }.SelectMany(a => a.GetTypes()).ToLookup(t => t.Name);
        foreach (var schema in Document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(s => !WithoutType.Contains(s.Name)))
        {
            var type = types[schema.Name].FirstOrDefault(t => t.IsEnum || t is { IsPublic: true } or { IsNotPublic: true });
            Assert.True(type is not null, $"No type is called {schema.Name}.");
            if (type.IsEnum)
                Assert.Equal(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName), Words(schema.Value.GetProperty("enum")));
            else
                Assert.Equal((schema.Name, string.Join(' ', Members(type).Order())), (schema.Name, string.Join(' ', schema.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order())));
        }
    }

    [Fact]
    public async Task A_foreign_validator_finds_no_fault_in_the_document_that_is_served()
    {
        await NodePackages.InstallAsync();
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(Path.Combine(folder.Path, "data"));
        using var nobody = new HttpClient { BaseAddress = app.Http.BaseAddress };
        var file = Path.Combine(folder.Path, "openapi.json");
        await File.WriteAllBytesAsync(file, await nobody.GetByteArrayAsync("/api/openapi.json"));

        var verdict = await ChildProcess.RunAsync("node", [Path.Combine(NodePackages.ProjectFolder, "Http", "validate-openapi.mjs"), file], NodePackages.ProjectFolder);

        Assert.Equal($"3.1.0 {Document.GetProperty("paths").EnumerateObject().Count()}", verdict.Trim());
    }

    private static JsonElement Read()
    {
        using var document = OpenApiFunctions.Open();
        return JsonDocument.Parse(document).RootElement;
    }

    private static IEnumerable<(string Function, HttpTriggerAttribute Trigger)> Doors() =>
        from type in typeof(OpenApiFunctions).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (function.Name, trigger);

    private static IEnumerable<(string Path, string Verb, JsonElement Operation)> Operations() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name != "parameters"
        select (path.Name, operation.Name, operation.Value);

    private static IEnumerable<string> Members(Type type) => DefinitionJson.Options.GetTypeInfo(type).Properties.Where(p => p.Get is not null || p.Set is not null).Select(p => p.Name);

    private static IEnumerable<string> Words(JsonElement array) => array.EnumerateArray().Select(w => w.GetString()!);

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();

    [GeneratedRegex("Query\\[\"(\\w+)\"\\]")]
    private static partial Regex QueryRead();
}
