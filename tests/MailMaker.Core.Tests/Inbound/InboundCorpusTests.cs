using MailMaker.Benchmarks.Corpora;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Inbound;

/// <summary>Mails of real systems, with the answers that others agree on. The scorers are those of the command <c>corpora</c>.</summary>
public class InboundCorpusTests
{
    [Theory]
    [InlineData("bounce-sisimai")]
    [InlineData("bounce-flufl")]
    [InlineData("bounce-perl-bounceparser")]
    [InlineData("bounce-misc")]
    [InlineData("smtp-replies")]
    [InlineData("arf-misc")]
    [InlineData("bounce-negatives")]
    public void The_marks_are_met(string name)
    {
        var scorer = Assert.Single(CorpusScorer.All, s => s.Name == name);
        if (Corpora.Find(scorer.Needs) is null)
            return;
        var folder = Path.GetDirectoryName(Corpora.Find("README.md"))!;
        Assert.All(scorer.Score(folder), score => Assert.True(score.Passed, $"{score}\n{string.Join('\n', score.Notes)}"));
    }
}
