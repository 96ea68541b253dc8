using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;
using MailMaker.Testing;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery;

/// <summary>Slices of one process that ask the books of rates while an answer is on its way.</summary>
public sealed class RateStoreTests : IAsyncLifetime
{
    private const int Slices = 32;
    private const int Most = 150;

    private readonly FakeClock clock = new();
    private readonly TemporaryFolder folder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Those_who_ask_while_an_answer_is_on_its_way_are_answered_together_and_none_gets_more_than_there_is()
    {
        var (books, front) = await BooksAsync();
        List<RateRequest> requests = [.. Enumerable.Repeat(new RateRequest([new RateLimit.PerMinute("c", Most)], false), 10)];

        var asked = Enumerable.Range(0, Slices).Select(_ => books.TakeAsync(requests, clock.GetUtcNow(), default)).ToList();
        front.GoOn.SetResult();
        var due = (await Task.WhenAll(asked)).SelectMany(d => d).ToList();

        Assert.Equal(Most, due.Count(d => d is null));
        // The first one alone, and all the others.
        Assert.Equal((2, 0), (front.Written, front.Beaten));
        // Each slice has a turn of its own: not all of them at once.
        Assert.InRange(due.OfType<DateTimeOffset>().Distinct().Count(), 15, Slices);
    }

    [Fact]
    public async Task What_is_given_back_together_with_others_asking_is_there_for_them()
    {
        var (books, front) = await BooksAsync();
        front.GoOn.SetResult();
        List<RateRequest> requests = [.. Enumerable.Repeat(new RateRequest([new RateLimit.PerMinute("c", 10)], false), 10)];
        Assert.All(await books.TakeAsync(requests, clock.GetUtcNow(), default), d => Assert.Null(d));

        front.GoOn = new TaskCompletionSource();
        var first = books.GiveBackAsync([requests[0]], clock.GetUtcNow(), default);
        var others = books.GiveBackAsync([.. requests.Skip(1)], clock.GetUtcNow(), default);
        var asked = books.TakeAsync(requests, clock.GetUtcNow(), default);
        front.GoOn.SetResult();
        await Task.WhenAll(first, others);

        Assert.All(await asked, d => Assert.Null(d));
    }

    [Fact]
    public async Task Limits_of_several_slices_that_one_transaction_does_not_take_are_asked_in_several()
    {
        var (books, front) = await BooksAsync();
        var asked = Enumerable.Range(0, 5).Select(s => books.TakeAsync(
            [.. Enumerable.Range(0, 60).Select(d => new RateRequest([new RateLimit.PerMinute("c", 1_000), new RateLimit.PerMinute($"d{(s * 40) + d}", 1)], false))], clock.GetUtcNow(), default)).ToList();
        front.GoOn.SetResult();

        var due = (await Task.WhenAll(asked)).SelectMany(d => d).ToList();

        // 220 domains, one message each: of the 60 of each slice but the first, 20 are of a domain that the one before wrote to.
        Assert.Equal((300, 220), (due.Count, due.Count(d => d is null)));
    }

    private async Task<(RateStore Books, Waiting Front)> BooksAsync()
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        var front = new Waiting();
        EmbeddedHome.For(connection).Fronts = front;
        var tables = new TableServiceClient(connection);
        await tables.CreateTableIfNotExistsAsync(RateStore.Table);
        return (new RateStore(tables, clock), front);
    }

    // Writing waits until it may go on.
    private sealed class Waiting : ServiceFronts
    {
        public TaskCompletionSource GoOn { get; set; } = new();

        public int Written { get; private set; }

        public int Beaten { get; private set; }

        public override ITableAccount Before(ITableAccount tables) => new Front(tables, this);

        private sealed class Front(ITableAccount inner, Waiting waiting) : PassedTables(inner)
        {
            public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
                string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
            {
                await waiting.GoOn.Task;
                var answer = await Inner.TransactAsync(table, actions, cancellationToken);
                _ = answer.Outcome.Status is 409 or 412 ? waiting.Beaten++ : waiting.Written++;
                return answer;
            }
        }
    }
}
