using MailMaker.Benchmarks.Corpora;

namespace MailMaker.Core.Tests.Marks;

/// <summary>The marks that the command <c>corpora</c> prints are met, where the public test material is present.</summary>
public class MarksTests
{
    // Mails that come back and workbooks have tests of their own.
    public static TheoryData<string> Names => [.. CorpusScorer.All.Where(s => s is MimeScorer or AddressesScorer or PhonesScorer).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_mark_is_met(string name)
    {
        var scorer = CorpusScorer.All.Single(s => s.Name == name);
        if (Imports.Corpora.Find(scorer.Needs) is not { } needed)
            return;
        var folder = needed[..^(scorer.Needs.Length + 1)];
        Assert.All(scorer.Score(folder), score => Assert.True(score.Passed, $"{score}\n{string.Join('\n', score.Notes.Take(30))}"));
    }
}
