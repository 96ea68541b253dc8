namespace MailMaker.Contracts.Functions;

/// <summary>Which files are given to a function, and when they are taken for whole.</summary>
public sealed class BlobReadinessTests : BlobTriggerStage
{
    [Fact]
    public async Task A_new_version_of_a_file_runs_again()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        Write("acme/news/full/june.csv", "abcd");
        await SettleAsync();
        Assert.Equal(2, Recorded.All.Count);
    }

    [Theory]
    [InlineData("acme/news/june.csv")]
    [InlineData("acme/news/full/june.txt")]
    [InlineData("acme/news/full/june.csv.part")]
    public async Task A_path_that_does_not_fit_never_runs(string path)
    {
        Write(path, "abc");
        await SettleAsync();
        Assert.Empty(Recorded.All);
    }

    [Fact]
    public async Task A_file_that_still_grows_is_not_read()
    {
        Write("acme/news/full/june.csv", "a");
        await Host.Blobs().ScanNowAsync();
        for (var i = 0; i < 5; i++)
        {
            await File.AppendAllTextAsync(PathOf("acme/news/full/june.csv"), "a");
            // Less than a file must rest: the host's own scan may have seen it right after the write.
            Clock.Advance(Second / 2);
            await Host.Blobs().ScanNowAsync();
            Assert.Empty(Recorded.All);
        }

        Clock.Advance(Second);
        await Host.Blobs().ScanNowAsync();
        Assert.Equal("acme|news|full|june|6|drop/acme/news/full/june.csv", Assert.Single(Recorded.All));
    }

    [Fact]
    public async Task A_file_that_is_open_for_writing_waits_although_it_does_not_change()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Write("acme/news/full/june.csv", "abc");
        await using (new FileStream(PathOf("acme/news/full/june.csv"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            await SettleAsync();
            Assert.Empty(Recorded.All);
        }

        await SettleAsync();
        Assert.Single(Recorded.All);
    }

    [Fact]
    public async Task An_empty_file_waits_longer()
    {
        Write("acme/news/full/june.csv", "");
        await Host.Blobs().ScanNowAsync();
        Clock.Advance(4 * Second);
        await Host.Blobs().ScanNowAsync();
        Assert.Empty(Recorded.All);
        Clock.Advance(Second);
        await Host.Blobs().ScanNowAsync();
        Assert.Equal("acme|news|full|june|0|drop/acme/news/full/june.csv", Assert.Single(Recorded.All));
    }

    [Fact]
    public async Task A_directory_named_like_a_file_is_given_once_and_other_directories_never()
    {
        Directory.CreateDirectory(PathOf("acme/news/full/june.csv"));
        await SettleAsync();
        Write("acme/news/full/june.csv/inside.txt", "abc");
        await SettleAsync();
        await RestartAsync(typeof(Files));
        await SettleAsync();
        Assert.Equal("acme|news|full|june|folder|drop/acme/news/full/june.csv", Assert.Single(Recorded.All));
    }

    [Fact]
    public async Task A_file_that_comes_back_after_it_was_gone_runs_again()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        File.Move(PathOf("acme/news/full/june.csv"), Folder.Combine("aside"));
        for (var i = 0; i < 3; i++)
            await Host.Blobs().ScanNowAsync();
        File.Move(Folder.Combine("aside"), PathOf("acme/news/full/june.csv"));
        await SettleAsync();
        Assert.Equal(2, Recorded.All.Count);
    }
}
