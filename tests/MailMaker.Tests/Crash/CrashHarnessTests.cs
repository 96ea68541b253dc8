using System.Globalization;
using MailMaker.Tests.Support;
using Xunit.Abstractions;

namespace MailMaker.Tests.Crash;

/// <summary>
/// The program is killed (SIGKILL) at random moments while files come in, campaigns race for the same contacts and people leave. None lost, none over the cap, none after a goodbye;
/// twice at the mail server only what a kill cut off between hand-over and record. The long form: <c>CRASHES=500</c>; <c>CRASH_SEED</c> plays one again.
/// </summary>
public sealed class CrashHarnessTests(ITestOutputHelper output)
{
    private static readonly int Kills = Number("CRASHES", 20);
    // The everyday form has fewer of these.
    private static readonly int KillsOverOutbox = Number("CRASHES", 10);
    private static readonly int Seed = Number("CRASH_SEED", Environment.TickCount & 0xFFFF);

    // What eight slices at once have sent and not recorded: a group each, and what went out beside it while it was written.
    private const int MostTwicePerKill = 8 * 12;

    [Fact]
    public async Task Killed_again_and_again_over_SMTP_it_keeps_its_promises()
    {
        await using var sink = new MailSink(TimeSpan.FromMilliseconds(5));
        var twice = await PlayAsync(
            () => sink.Taken,
            ("Delivery:Channel", "smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:Security", "none"));
        Assert.InRange(twice, 0, Kills * MostTwicePerKill);
    }

    /// <summary>The outbox honours operation ids: a mail's file is written once, however often it is handed over.</summary>
    [Fact]
    public async Task Killed_again_and_again_over_the_outbox_no_mail_is_there_twice()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, await PlayAsync(folder, KillsOverOutbox, () => OutboxMails.Read(Path.Combine(folder.Path, "outbox"))));
    }

    private async Task<int> PlayAsync(Func<IReadOnlyList<TakenBySink>> taken, params (string, string)[] settings)
    {
        using var folder = new TemporaryFolder();
        return await PlayAsync(folder, Kills, taken, settings);
    }

    private async Task<int> PlayAsync(TemporaryFolder folder, int kills, Func<IReadOnlyList<TakenBySink>> taken, params (string, string)[] settings)
    {
        var random = new Random(Seed);
        var world = new CrashWorld(random);
        output.WriteLine($"Seed {Seed}, {kills} kills");
        using (var program = await ServeProcess.StartAsync(folder.Path, settings))
            await world.BeginAsync(program);
        for (var round = 0; round < kills; round++)
        {
            using var program = await ServeProcess.StartAsync(folder.Path, settings);
            await KillDuringAsync(world.ActAsync(program), program, world, random);
        }

        using (var program = await ServeProcess.StartAsync(folder.Path, settings))
        {
            await world.FinishAsync(program);
            var verdict = new CrashVerdict(world, program);
            await verdict.SettledAsync(TimeSpan.FromMinutes(5));
            var sent = await verdict.LedgersAsync();
            await verdict.ContactsAsync();
            var twice = verdict.Mails(taken(), sent);
            output.WriteLine(
                $"{world.Kills.Count} kills, {world.Campaigns.Count} campaigns, {world.Imports.Count} files, {world.Names.Count} contacts, {world.Left.Count} left, {sent.Count} mails, {twice} of them twice");
            Assert.NotEmpty(sent);
            return twice;
        }
    }

    private static async Task KillDuringAsync(Task acts, ServeProcess program, CrashWorld world, Random random)
    {
        var moment = MomentAsync(world, world.Answers + random.Next(20), TimeSpan.FromMilliseconds(random.Next(800)));
        // An act that fails by itself is a fault, one that the kill cuts off is not.
        if (await Task.WhenAny(acts, moment) == acts)
            await acts;
        program.Kill();
        world.Killed();
        try
        {
            await acts;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ObjectDisposedException or IOException)
        {
            // Cut off.
        }
    }

    // By answers, not by the clock: a slow machine is killed at the same places.
    private static async Task MomentAsync(CrashWorld world, int answers, TimeSpan then)
    {
        while (world.Answers < answers)
            await Task.Delay(5);
        await Task.Delay(then);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
