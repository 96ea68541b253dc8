using MailMaker.Embedded.Storage;
using Microsoft.Data.Sqlite;

namespace MailMaker.Contracts.Tables.Storage;

public sealed class SqliteStoreTests
{
    [Fact]
    public async Task Many_callers_share_few_commits()
    {
        await using var folder = new StoreFolder();
        using var gate = new ManualResetEventSlim();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; });
        var writes = Enumerable.Range(0, 1000).Select(i => folder.InsertAsync(i)).ToList();
        gate.Set();
        await Task.WhenAll(writes);
        await first;
        Assert.Equal(1000, folder.Ids().Count);
        Assert.InRange(folder.Store.Commits, 1, 100);
    }

    [Fact]
    public async Task A_lone_caller_waits_for_nobody()
    {
        await using var folder = new StoreFolder();
        for (var i = 0; i < 20; i++)
            await folder.InsertAsync(i);
        Assert.Equal(20, folder.Store.Commits);
    }

    [Fact]
    public async Task Work_that_need_not_outlive_a_power_loss_is_committed_without_a_sync_and_read_at_once()
    {
        await using var folder = new StoreFolder();
        for (var i = 0; i < 20; i++)
        {
            var id = i;
            await folder.Store.WriteAsync(session => session.Execute("INSERT INTO t VALUES ($1, NULL)", id), isSynced: false);
            Assert.Contains(i, folder.Ids());
        }

        Assert.Equal((20, 0), (folder.Store.Commits, folder.Store.Syncs));
        await folder.InsertAsync(20);
        Assert.Equal((21, 1), (folder.Store.Commits, folder.Store.Syncs));
    }

    [Fact]
    public async Task Work_that_must_be_synced_is_synced_whatever_stands_beside_it_in_the_queue()
    {
        await using var folder = new StoreFolder();
        using var gate = new ManualResetEventSlim();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; }, isSynced: false);
        var loose = Enumerable.Range(0, 5).Select(i => folder.Store.WriteAsync(session => session.Execute("INSERT INTO t VALUES ($1, NULL)", i), isSynced: false)).ToList();
        var synced = folder.InsertAsync(5);
        var last = folder.Store.WriteAsync(session => session.Execute("INSERT INTO t VALUES (6, NULL)"), isSynced: false);
        gate.Set();
        await Task.WhenAll([first, .. loose, synced, last]);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], folder.Ids());
        Assert.Equal(1, folder.Store.Syncs);
    }

    [Fact]
    public async Task An_exception_undoes_its_own_work_alone()
    {
        await using var folder = new StoreFolder();
        using var gate = new ManualResetEventSlim();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; });
        var before = folder.InsertAsync(1);
        var failing = folder.Store.WriteAsync<int>(session =>
        {
            session.Execute("INSERT INTO t VALUES (2, NULL)");
            throw new InvalidDataException("mine");
        });
        var conflicting = folder.InsertAsync(1);
        var after = folder.InsertAsync(3);
        gate.Set();
        await Task.WhenAll(first, before, after);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidDataException>(() => failing)).Message);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => conflicting)).SqliteErrorCode);
        Assert.Equal([1, 3], folder.Ids());
        Assert.Null(folder.Store.Failure);
    }

    [Fact]
    public async Task Work_can_be_undone_and_still_answer()
    {
        await using var folder = new StoreFolder();
        var answer = await folder.Store.WriteAsync(session =>
        {
            session.Execute("INSERT INTO t VALUES (1, NULL)");
            session.UndoWork = true;
            return "conflict";
        });
        Assert.Equal("conflict", answer);
        Assert.Empty(folder.Ids());
    }

    [Fact]
    public async Task A_full_disk_fails_its_group_and_what_comes_after_goes_on()
    {
        await using var folder = new StoreFolder();
        await folder.Store.WriteAsync(session => session.Scalar("PRAGMA max_page_count=20"));
        await folder.InsertAsync(1);
        var full = await Assert.ThrowsAsync<SqliteException>(() => folder.InsertAsync(2, new byte[1_000_000]));
        Assert.Equal(13, full.SqliteErrorCode);
        await folder.InsertAsync(3);
        Assert.Equal([1, 3], folder.Ids());
        Assert.Null(folder.Store.Failure);
    }

    [Fact]
    public async Task A_failed_sync_is_seen_by_its_callers_and_ends_all_writing()
    {
        var broken = false;
        await using var folder = new StoreFolder(step => ThrowIf(broken && step == "COMMIT"));
        await folder.InsertAsync(1);
        broken = true;
        using var gate = new ManualResetEventSlim();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; });
        var waiting = folder.InsertAsync(2);
        gate.Set();
        await Assert.ThrowsAsync<StoreFailedException>(() => first);
        await Assert.ThrowsAsync<StoreFailedException>(() => waiting);
        broken = false;
        await Assert.ThrowsAsync<StoreFailedException>(() => folder.InsertAsync(3));
        Assert.NotNull(folder.Store.Failure);
        Assert.Equal([1], folder.Ids());

        await folder.ReopenAsync();
        await folder.InsertAsync(4);
        Assert.Equal([1, 4], folder.Ids());
    }

    [Fact]
    public async Task A_failed_checkpoint_ends_all_writing_too()
    {
        var broken = false;
        await using var folder = new StoreFolder(step => ThrowIf(broken && step == "CHECKPOINT"));
        broken = true;
        var written = 0;
        var failed = await Assert.ThrowsAsync<StoreFailedException>(async () =>
        {
            for (; written < 200; written++)
                await folder.InsertAsync(written, new byte[1_000_000]);
        });
        Assert.IsType<SqliteException>(failed.InnerException);
        Assert.Equal(written, folder.Ids().Count);
    }

    [Fact]
    public async Task Whoever_waits_while_the_store_is_closed_gets_an_answer()
    {
        await using var folder = new StoreFolder();
        using var gate = new ManualResetEventSlim();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; });
        // More than the queue holds: the last ones wait to be let in.
        var writes = Enumerable.Range(0, 5000).Select(i => folder.InsertAsync(i)).ToList();
        var closing = folder.Store.DisposeAsync().AsTask();
        gate.Set();
        await closing;
        await first;
        var outcomes = await Task.WhenAll(writes.Select(async write => await Record.ExceptionAsync(() => write)));
        Assert.All(outcomes, outcome => Assert.True(outcome is null or ObjectDisposedException, outcome?.ToString()));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => folder.InsertAsync(9999));
        Assert.Throws<ObjectDisposedException>(folder.Ids);

        await folder.ReopenAsync();
        Assert.Equal(outcomes.Count(o => o is null), folder.Ids().Count);
        Assert.InRange(outcomes.Count(o => o is null), 4000, 5000);
    }

    [Fact]
    public async Task Work_that_has_not_begun_can_be_cancelled()
    {
        await using var folder = new StoreFolder();
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var first = folder.Store.WriteAsync(_ => { gate.Wait(); return 0; });
        var second = folder.Store.WriteAsync(session => session.Execute("INSERT INTO t VALUES (1, NULL)"), cancellation.Token);
        await cancellation.CancelAsync();
        gate.Set();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Empty(folder.Ids());
    }

    [Fact]
    public async Task A_reader_sees_what_is_committed_while_a_writer_works()
    {
        await using var folder = new StoreFolder();
        await folder.InsertAsync(1);
        using var inside = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var writing = folder.Store.WriteAsync(session =>
        {
            session.Execute("INSERT INTO t VALUES (2, NULL)");
            inside.Set();
            gate.Wait();
            return 0;
        });
        inside.Wait();
        Assert.Equal([1], folder.Ids());
        gate.Set();
        await writing;
        Assert.Equal([1, 2], folder.Ids());
    }

    [Fact]
    public async Task The_log_stays_short_under_writing_and_reading()
    {
        await using var folder = new StoreFolder();
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                folder.Ids();
        })));
        for (var i = 0; i < 300; i++)
            await folder.Store.WriteAsync(session => session.Execute("INSERT OR REPLACE INTO t VALUES ($1, $2)", i % 10, new byte[1_000_000]));
        await stop.CancelAsync();
        await reading;
        // 300 MB were written; what may lie in the log is 16,000 pages of 8 KiB and one group.
        Assert.InRange(new FileInfo(folder.LogFile).Length, 1, 140L << 20);
    }

    [Fact]
    public async Task The_log_stays_short_where_the_process_is_killed_again_and_again()
    {
        var folder = new StoreFolder();
        try
        {
            for (var life = 0; life < 5; life++)
            {
                // 20 MB each, less than what is moved in one life.
                for (var i = 0; i < 20; i++)
                    await folder.Store.WriteAsync(session => session.Execute("INSERT OR REPLACE INTO t VALUES ($1, $2)", i, new byte[1_000_000]));
                var next = folder.AsKilled();
                await folder.DisposeAsync();
                folder = next;
            }

            await folder.InsertAsync(100);
            Assert.InRange(new FileInfo(folder.LogFile).Length, 1, 64L << 20);
            Assert.Equal(21, folder.Ids().Count);
        }
        finally
        {
            await folder.DisposeAsync();
        }
    }

    private static void ThrowIf(bool broken)
    {
        if (broken)
            throw new SqliteException("disk I/O error", 10, 10 | (4 << 8));
    }
}
