using System.Text;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>A parser that any octets at all may be given to. One class a parser; add yours to <see cref="All"/>.</summary>
public abstract class FuzzTarget
{
    /// <summary>Samples longer than this are cut, so that many cases can be run.</summary>
    private const int LongestSample = 32 * 1024;

    public static IReadOnlyList<FuzzTarget> All { get; } = [new FormBodyFuzz(), new TokenFuzz(), new MimeFuzz(), new HeaderFuzz(), new InboundFuzz(), new ReplyFuzz(), new CsvFuzz(), new XlsxFuzz(), new XlsxPartFuzz(), new SegmentFuzz(), new HtmlFuzz()];

    /// <summary>As it is called in the test's name.</summary>
    public string Name => GetType().Name;

    /// <summary>Small inputs of our own that are mutated.</summary>
    protected abstract IReadOnlyList<byte[]> OwnSamples { get; }

    /// <summary>Folders and files of the public test material to mutate beside them, where it is present: "mime-*".</summary>
    protected virtual IReadOnlyList<string> Material => [];

    /// <summary>Pieces of input that mean something to the parser; strewn into samples and strung together.</summary>
    public abstract IReadOnlyList<byte[]> Tokens { get; }

    /// <summary>Gives the parser an input and asks all that can be asked of the outcome. Throws when a promise is broken.</summary>
    public abstract void Run(byte[] input);

    /// <summary>Everything that is mutated.</summary>
    public IReadOnlyList<byte[]> Samples() => [.. OwnSamples, .. Material.SelectMany(MaterialSamples)];

    public override string ToString() => Name;

    /// <summary>Texts as octets.</summary>
    protected static IReadOnlyList<byte[]> Utf8(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static IEnumerable<byte[]> MaterialSamples(string pattern)
    {
        if (Corpora.Find("README.md") is not { } readme)
            return [];
        var folder = new DirectoryInfo(Path.GetDirectoryName(readme)!);
        var files = folder.EnumerateDirectories(pattern).SelectMany(d => d.EnumerateFiles("*", SearchOption.AllDirectories)).Concat(folder.EnumerateFiles(pattern));
        return files.OrderBy(f => f.FullName, StringComparer.Ordinal).Select(Start);
    }

    private static byte[] Start(FileInfo file)
    {
        using var stream = file.OpenRead();
        var bytes = new byte[Math.Min(file.Length, LongestSample)];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
