using MailMaker.Embedded.Storage;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Blobs;
using MailMaker.Embedded.Blobs.Folder;
using MailMaker.Testing;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Contracts.Blobs;

/// <summary>What a loss of power would take is in the journal; what came later is never undone.</summary>
public sealed class BlobJournalTests : IDisposable
{
    private static readonly Guid Before = Guid.NewGuid();
    private static readonly Guid After = Guid.NewGuid();
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string path = Directory.CreateTempSubdirectory("mailmaker-journal-").FullName;
    private readonly BlobFolders folders;
    private readonly SafeFileHandle anchor;

    public BlobJournalTests()
    {
        folders = new BlobFolders(path);
        Directory.CreateDirectory(folders.Unfinished);
        Directory.CreateDirectory(Path.Combine(path, "outbox"));
        anchor = Posix.OpenFolder(path);
    }

    public void Dispose()
    {
        anchor.Dispose();
        Directory.Delete(path, true);
    }

    [Fact]
    public void Files_that_a_loss_of_power_took_come_back()
    {
        using (var journal = Open(Before))
        {
            journal.Append([Entry("a/x.eml", "one"), Entry("a/y.eml", "two")]);
            journal.Append([Entry("a/x.eml", "three")]);
        }

        Open(After).Dispose();
        Assert.Equal(("three", "two"), (Read("a/x.eml"), Read("a/y.eml")));
        Assert.Equal(At.UtcDateTime, File.GetLastWriteTimeUtc(PathOf("a/y.eml")));
    }

    [Fact]
    public void A_file_that_was_cut_short_becomes_whole_and_a_whole_one_stays_as_it_is()
    {
        using (var journal = Open(Before))
            journal.Append([Entry("x.eml", "one"), Entry("y.eml", "two")]);
        File.WriteAllText(PathOf("x.eml"), "");
        File.WriteAllText(PathOf("y.eml"), "two");
        var whole = FileStamp.Of(PathOf("y.eml"));
        Open(After).Dispose();
        Assert.Equal("one", Read("x.eml"));
        Assert.Equal(whole, FileStamp.Of(PathOf("y.eml")));
    }

    [Fact]
    public void While_the_system_runs_on_nothing_comes_back()
    {
        using (var journal = Open(Before))
            journal.Append([Entry("x.eml", "one")]);
        Open(Before).Dispose();
        Open(After).Dispose();
        Assert.False(File.Exists(PathOf("x.eml")));
    }

    [Fact]
    public void What_was_not_written_whole_was_never_there()
    {
        using (var journal = Open(Before))
        {
            journal.Append([Entry("x.eml", "one")]);
            journal.Append([Entry("y.eml", "two")]);
        }

        using (var file = new FileStream(folders.Journal, FileMode.Open))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte((byte)'?');
        }

        Open(After).Dispose();
        Assert.Equal("one", Read("x.eml"));
        Assert.False(File.Exists(PathOf("y.eml")));
    }

    [Fact]
    public void After_a_checkpoint_nothing_comes_back()
    {
        using (var journal = Open(Before))
        {
            journal.Append([Entry("x.eml", "long enough to lie beyond the next")]);
            Assert.True(journal.Holds(new BlobAddress("outbox", "x.eml")));
            Assert.True(journal.Holds(new BlobAddress("outbox", "")));
            journal.Checkpoint();
            Assert.False(journal.Holds(new BlobAddress("outbox", "x.eml")));
            journal.Append([Entry("y.eml", "two")]);
        }

        Open(After).Dispose();
        Assert.Equal(["y.eml"], Directory.GetFiles(Path.Combine(path, "outbox")).Select(Path.GetFileName));
    }

    [Fact]
    public void The_file_stays_small_however_much_is_written()
    {
        using var journal = Open(Before);
        var entry = new JournalEntry(new BlobAddress("outbox", "x.eml"), At, new byte[1024 * 1024]);
        for (var i = 0; i < 70; i++)
            journal.Append([entry]);
        Assert.InRange(new FileInfo(folders.Journal).Length, 1, 32 * 1024 * 1024);
    }

    [Fact]
    public void Noise_is_no_entry()
    {
        var random = new Random(1);
        var entry = Entry("x.eml", "one");
        byte[] good = [.. entry.Head(Before, 1), .. entry.Content.Span];
        for (var i = 0; i < 2000; i++)
        {
            var bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)random.Next(1, 256);
            Assert.False(JournalEntry.TryRead(bad.AsMemory(0, random.Next(bad.Length + 1)), out _, out _, out _, out _));
        }

        Assert.True(JournalEntry.TryRead(good, out var read, out var boot, out var epoch, out var length));
        Assert.Equal((entry.Blob, Before, 1, good.Length), (read!.Blob, boot, epoch, length));
    }

    [Fact]
    public async Task A_replay_undoes_nothing_that_came_later()
    {
        await using var home = new FolderHome(new FakeClock());
        var outbox = new BlobContainerClient(home.ConnectionString, "outbox");
        await outbox.CreateIfNotExistsAsync();
        foreach (var name in new[] { "deleted.eml", "kept.eml", "described.eml", "grown.eml", "rewritten.eml" })
            await outbox.UploadBlobAsync(name, new BinaryData("first"));
        await outbox.DeleteBlobIfExistsAsync("deleted.eml");
        await outbox.GetBlobClient("grown.eml").UploadAsync(new BinaryData(new byte[500_000]), true);
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } };
        await outbox.GetBlobClient("described.eml").UploadAsync(new BinaryData("second"), options);
        await outbox.GetBlobClient("rewritten.eml").UploadAsync(new BinaryData("second"), true);
        await outbox.UploadBlobAsync("last.eml", new BinaryData("first"));
        CopyFolder(home.Path, path);
        Open(After).Dispose();
        Assert.Equal(
            ["described.eml", "grown.eml", "kept.eml", "last.eml", "rewritten.eml"],
            Directory.GetFiles(Path.Combine(path, "outbox")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(("second", "second", "first"), (Read("described.eml"), Read("rewritten.eml"), Read("kept.eml")));
        Assert.Equal(500_000, new FileInfo(PathOf("grown.eml")).Length);
    }

    [Fact]
    public async Task A_write_that_was_refused_does_not_come_back()
    {
        await using var home = new FolderHome(new FakeClock());
        var outbox = new BlobContainerClient(home.ConnectionString, "outbox");
        await outbox.CreateIfNotExistsAsync();
        await outbox.UploadBlobAsync("x.eml", new BinaryData("first"));
        await Assert.ThrowsAsync<RequestFailedException>(() => outbox.UploadBlobAsync("x.eml", new BinaryData("second")));
        CopyFolder(home.Path, path);
        File.Delete(PathOf("x.eml"));
        Open(After).Dispose();
        Assert.Equal("first", Read("x.eml"));
    }

    [Fact]
    public async Task The_journal_is_emptied_a_while_after_the_last_write()
    {
        var clock = new FakeClock();
        await using var home = new FolderHome(clock);
        var outbox = new BlobContainerClient(home.ConnectionString, "outbox");
        await outbox.CreateIfNotExistsAsync();
        await outbox.UploadBlobAsync("x.eml", new BinaryData("first"));
        clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.DeleteBlobIfExistsAsync("none"); // Done after the checkpoint, by the same thread.
        var journal = await File.ReadAllBytesAsync(Path.Combine(home.Path, "blobs", ".journal"));
        Assert.False(JournalEntry.TryRead(journal, out _, out _, out _, out _));
    }

    private static JournalEntry Entry(string name, string content) =>
        new(new BlobAddress("outbox", name), At, Encoding.UTF8.GetBytes(content));

    private BlobJournal Open(Guid boot) => new(folders, anchor, boot);

    private string PathOf(string name) => Path.Combine(path, "outbox", name);

    private string Read(string name) => File.ReadAllText(PathOf(name));

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != ".lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, true);
        }
    }
}
