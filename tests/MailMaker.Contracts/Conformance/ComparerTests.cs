namespace MailMaker.Contracts.Conformance;

/// <summary>The conformance test can fail: each kind of difference between a surface and the facts is reported.</summary>
public sealed class ComparerTests
{
    private static readonly string[] Facts =
    [
        "namespace MailMaker.Contracts.Conformance",
        "class ComparerTests.Surface : IDisposable",
        "  ctor (string name)",
        "  property virtual string Name { get }",
        "  property int Count { get init }",
        "  method virtual Task<int> SendAsync(string text, int times = 3, CancellationToken cancellationToken = default)",
        "  method Task<T> ReadAsync<T>(string key) where T : class, new()",
        "  method static string Join(params string[] parts)",
        "  method void Dispose()",
        "enum ComparerTests.Choice",
        "  value None = 0",
        "  value Some = 1",
    ];

    public enum Choice
    {
        None = 0,
        Some = 1,
    }

    [Fact]
    public void A_surface_that_agrees_has_no_violation() => Assert.Empty(Violations(Facts));

    [Theory]
    [InlineData("string text", "string body", "SendAsync")]
    [InlineData("times = 3", "times = 4", "SendAsync")]
    [InlineData("int times = 3", "int times", "SendAsync")]
    [InlineData("Task<int> SendAsync", "Task<long> SendAsync", "SendAsync")]
    [InlineData("string text, int times = 3", "int times = 3, string text", "SendAsync")]
    [InlineData("virtual Task<int>", "Task<int>", "SendAsync")]
    [InlineData("params string[] parts", "string[] parts", "Join")]
    [InlineData("method static string", "method string", "Join")]
    [InlineData("where T : class, new()", "where T : class", "ReadAsync")]
    [InlineData("ctor (string name)", "ctor protected (string name)", "ctor")]
    [InlineData("{ get init }", "{ get }", "init")]
    [InlineData("value Some = 1", "value Some = 2", "Some")]
    [InlineData("class ComparerTests.Surface", "sealed class ComparerTests.Surface", "sealed")]
    [InlineData("class ComparerTests.Surface : IDisposable", "class ComparerTests.Surface", "IDisposable")]
    [InlineData("class ComparerTests.Surface : ", "class ComparerTests.Surface : Stream, ", "derives")]
    [InlineData("class ComparerTests.Surface : IDisposable", "struct ComparerTests.Surface : IDisposable", "class")]
    [InlineData("class ComparerTests.Surface", "class ComparerTests.Other", "no such public type")]
    public void A_difference_is_reported_with_what_the_facts_say(string fact, string other, string reported)
    {
        var changed = Facts.Select(l => l.Replace(fact, other, StringComparison.Ordinal)).ToArray();
        Assert.NotEqual(Facts, changed);

        var violation = Assert.Single(Violations(changed));

        Assert.Contains(reported, violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method void Dispose()", "Dispose")]
    [InlineData("property int Count", "Count")]
    [InlineData("value Some", "Some")]
    public void A_member_that_the_facts_lack_is_reported(string fact, string reported)
    {
        var violation = Assert.Single(Violations(Facts.Where(l => !l.Contains(fact, StringComparison.Ordinal)).ToArray()));
        Assert.Contains(reported, violation, StringComparison.Ordinal);
        Assert.Contains("no ", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method void Dispose()", "method virtual void Dispose()")]
    [InlineData("{ get init }", "{ get set }")]
    [InlineData("  value None = 0", "  value None = 0\n  value More = 2")]
    public void What_the_facts_have_in_excess_is_no_violation(string fact, string wider) =>
        Assert.Empty(Violations(string.Join('\n', Facts).Replace(fact, wider, StringComparison.Ordinal).Split('\n')));

    private static IReadOnlyList<string> Violations(string[] facts) =>
        ApiComparer.Violations([ReflectedApi.Of(typeof(Surface)), ReflectedApi.Of(typeof(Choice))], FactFile.Read(facts));

    public class Surface(string name) : IDisposable
    {
        public virtual string Name { get; } = name;

        public int Count { get; init; }

        public static string Join(params string[] parts) => string.Concat(parts);

        public virtual Task<int> SendAsync(string text, int times = 3, CancellationToken cancellationToken = default) => Task.FromResult(times);

        public Task<T> ReadAsync<T>(string key)
            where T : class, new() => Task.FromResult(new T());

        public override string ToString() => Name;

        public void Dispose() => GC.SuppressFinalize(this);

        private protected void Unseen()
        {
        }
    }
}
