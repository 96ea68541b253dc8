using MailMaker.Campaigns;

namespace MailMaker.Tests.Campaigns;

public sealed class TurnTakingTests
{
    private readonly List<int[]> batches = [];
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_comes_while_work_is_under_way_is_done_together_next()
    {
        var turns = new TurnTaking<int>(3, WorkAsync);
        var all = Enumerable.Range(0, 6).Select(turns.AddAsync).ToList();
        Assert.All(all, t => Assert.False(t.IsCompleted));
        first.SetResult();
        await Task.WhenAll(all);
        Assert.Equal([[0], [1, 2, 3], [4, 5]], batches);

        await turns.AddAsync(6);
        Assert.Equal([6], batches[^1]);
    }

    [Fact]
    public async Task What_fails_is_told_to_those_who_brought_it_and_the_next_go_on()
    {
        var turns = new TurnTaking<int>(2, WorkAsync);
        var all = Enumerable.Range(-2, 5).Select(turns.AddAsync).ToList();
        first.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => all[0]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => all[1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => all[2]);
        await Task.WhenAll(all[3], all[4]);
        Assert.Equal([[-2], [-1, 0], [1, 2]], batches);
    }

    private async Task WorkAsync(IReadOnlyList<int> items)
    {
        await first.Task;
        batches.Add([.. items]);
        if (items[0] < 0)
            throw new InvalidOperationException("The work failed.");
    }
}
