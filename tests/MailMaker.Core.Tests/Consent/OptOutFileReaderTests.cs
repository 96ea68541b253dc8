using System.Text;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Consent;

public sealed class OptOutFileReaderTests
{
    private static readonly ContactList ByEmail = new() { Account = "acme", Name = "news", Country = "IT" };
    private static readonly ContactList ByKey = ByEmail with { Key = KeyKind.Fkey };
    private static readonly ContactList ByMobile = ByEmail with { Key = KeyKind.Mobile };

    [Fact]
    public async Task Without_headings_the_first_column_is_read_from_the_first_line()
    {
        var (entries, rejected) = await ReadAsync(ByEmail, "Ada@EXAMPLE.com\n\nbob@example.com,whatever\n");
        Assert.Equal([new(1, KeyKind.Email, "ada@example.com"), new(3, KeyKind.Email, "bob@example.com")], entries);
        Assert.Empty(rejected);
    }

    [Fact]
    public async Task A_heading_names_the_column()
    {
        var (entries, _) = await ReadAsync(ByEmail, "nome;indirizzo email\nAda;ada@example.com\n");
        Assert.Equal([new(2, KeyKind.Email, "ada@example.com")], entries);
    }

    [Fact]
    public async Task The_lists_key_comes_before_an_address()
    {
        var (entries, _) = await ReadAsync(ByKey, "email,customer id\nada@example.com,A-1\n");
        Assert.Equal([new(2, KeyKind.Fkey, "A-1")], entries);
    }

    [Fact]
    public async Task Without_headings_each_value_says_what_it_is()
    {
        var (entries, _) = await ReadAsync(ByKey, "A-1\nada@example.com\n");
        Assert.Equal([new(1, KeyKind.Fkey, "A-1"), new(2, KeyKind.Email, "ada@example.com")], entries);
        (entries, _) = await ReadAsync(ByMobile, "333 123 4567\nada@example.com\n");
        Assert.Equal([new(1, KeyKind.Mobile, "+393331234567"), new(2, KeyKind.Email, "ada@example.com")], entries);
    }

    [Fact]
    public async Task What_names_nobody_is_rejected_with_its_line()
    {
        var (entries, rejected) = await ReadAsync(ByEmail, "email\nnobody\nada@example.com\n");
        Assert.Equal([new(3, KeyKind.Email, "ada@example.com")], entries);
        Assert.Equal([2L], rejected);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("nome,città\nAda,Roma\n", "No heading names")]
    public async Task A_file_that_names_nobody_is_refused(string text, string why)
    {
        using var reader = await OptOutFileReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), ByEmail, () => new MemoryStream());
        Assert.Contains(why, reader.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme/news/optout/june.csv", true)]
    [InlineData("acme/news/OptOut/june.xlsx", true)]
    [InlineData("acme/news/full/june.csv", false)]
    [InlineData("acme/optout/june.csv", false)]
    public void A_folder_says_that_its_files_are_opt_outs(string path, bool isOne) => Assert.Equal(isOne, OptOutPath.IsOne(path));

    [Fact]
    public void A_path_is_read_or_complained_about()
    {
        Assert.Equal(new OptOutPath("acme", "news", "june.xlsx"), OptOutPath.Parse("acme/news/optout/june.xlsx", out _));
        Assert.Null(OptOutPath.Parse("acme/news/optout/june.pdf", out var complaint));
        Assert.Contains(".pdf", complaint, StringComparison.Ordinal);
        Assert.Null(OptOutPath.Parse("acme/news/optout/more/june.csv", out complaint));
        Assert.Contains("without further folders", complaint, StringComparison.Ordinal);
    }

    private static async Task<(List<OptOutEntry> Entries, List<long> Rejected)> ReadAsync(ContactList list, string text)
    {
        using var reader = await OptOutFileReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), list, () => new MemoryStream());
        Assert.Equal("", reader.Refusal);
        var (entries, rejected) = (new List<OptOutEntry>(), new List<long>());
        while (await reader.ReadAsync())
        {
            if (reader.Entry is { } entry)
                entries.Add(entry);
            else
                rejected.Add(reader.Rejected!.Line);
        }

        return (entries, rejected);
    }
}
