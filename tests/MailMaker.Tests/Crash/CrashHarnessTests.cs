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
    private static readonly int Seed = Number("CRASH_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public async Task Killed_again_and_again_it_keeps_its_promises()
    {
        using var folder = new TemporaryFolder();
        await using var sink = new MailSink(TimeSpan.FromMilliseconds(5));
        var random = new Random(Seed);
        var world = new CrashWorld(random);
        (string, string)[] settings =
        [
            ("Delivery:Channel", "smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:Security", "none"),
        ];
        output.WriteLine($"Seed {Seed}, {Kills} kills");
        using (var program = await ServeProcess.StartAsync(folder.Path, settings))
            await world.BeginAsync(program);
        for (var round = 0; round < Kills; round++)
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
            var twice = verdict.Mails(sink.Taken, sent);
            output.WriteLine(
                $"{world.Kills.Count} kills, {world.Campaigns.Count} campaigns, {world.Imports.Count} files, {world.Names.Count} contacts, {world.Left.Count} left, {sent.Count} mails, {twice} of them twice");
            Assert.NotEmpty(sent);
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
