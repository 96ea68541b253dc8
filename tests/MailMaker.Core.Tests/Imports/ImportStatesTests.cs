using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class ImportStatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_dry_run_never_comes_to_a_state_in_which_contacts_are_written()
    {
        var reached = new HashSet<ImportState> { ImportState.Registered };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var state in reached.ToList())
                reached.UnionWith(Enum.GetValues<ImportStep>().Select(s => ImportStates.Next(state, s, true)).OfType<ImportState>());
        }

        Assert.DoesNotContain(ImportState.Applying, reached);
        Assert.DoesNotContain(ImportState.Reverting, reached);
        Assert.Contains(ImportState.Completed, reached);
    }

    [Fact]
    public void Every_open_state_leads_to_an_end()
    {
        foreach (var state in Enum.GetValues<ImportState>().Where(ImportStates.IsOpen))
            Assert.Equal(ImportState.Failed, ImportStates.Next(state, ImportStep.Fail, false));
    }

    [Fact]
    public void Nothing_leads_from_an_end_but_a_revert()
    {
        foreach (var state in Enum.GetValues<ImportState>().Where(s => !ImportStates.IsOpen(s)))
            Assert.All(Enum.GetValues<ImportStep>().Where(s => s != ImportStep.Revert), step => Assert.Null(ImportStates.Next(state, step, false)));
    }

    [Theory]
    [InlineData(ImportState.Completed, false, 1, true)]
    [InlineData(ImportState.Cancelled, false, 1, true)]
    [InlineData(ImportState.Failed, false, 1, true)]
    [InlineData(ImportState.Reverting, false, 1, true)]
    [InlineData(ImportState.Completed, false, 0, false)]
    [InlineData(ImportState.Completed, true, 1, false)]
    [InlineData(ImportState.Applying, false, 1, false)]
    [InlineData(ImportState.Refused, false, null, false)]
    public void An_import_can_be_reverted_while_what_it_did_is_kept(ImportState state, bool dryRun, int? days, bool possible) =>
        Assert.Equal(possible, ImportStates.RevertRefusal(state, dryRun, days is { } d ? Now.AddDays(d) : null, Now) is null);
}
