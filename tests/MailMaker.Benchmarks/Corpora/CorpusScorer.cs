using System.Text.Json;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Holds a part of MailMaker against public test material. One class a corpus; add yours to <see cref="All"/>.</summary>
internal abstract class CorpusScorer
{
    /// <summary>Every corpus there is a scorer for.</summary>
    public static IReadOnlyList<CorpusScorer> All { get; } =
    [
        new MimeScorer(), new AddressesScorer(), new PhonesScorer(), new XlsxScorer(), new CsvScorer(),
        new SisimaiScorer(), new FluflScorer(), new BounceParserScorer(), new BounceMiscScorer(), new RepliesScorer(), new FeedbackScorer(), new NegativesScorer(),
    ];

    /// <summary>As given to <c>--only</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The file or folder below the corpora that it can't do without.</summary>
    public abstract string Needs { get; }

    /// <summary>Reads the material in a folder and counts.</summary>
    public abstract IEnumerable<CorpusScore> Score(string folder);

    /// <summary>The objects of a file with one on each line.</summary>
    protected static IEnumerable<JsonElement> Lines(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var item = JsonDocument.Parse(line);
            yield return item.RootElement;
        }
    }
}
