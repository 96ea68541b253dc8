using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class ContactFileReaderTests
{
    [Fact]
    public async Task A_row_becomes_canonical_fields_in_the_lists_order()
    {
        var read = await Files.Read("Nome;E-Mail;Cellulare;Data di nascita;Città\nAda; ADA@Example.COM ;333 123 4567;10/12/1985;Torino\n");

        var row = Assert.Single(read.Rows);
        Assert.Equal("ada@example.com", row.Key);
        Assert.Equal("""{"email":"ada@example.com","mobile":"+393331234567","firstName":"Ada","birthDate":"1985-12-10","city":"Torino"}""", row.Fields);
        Assert.Equal(2, row.Line);
        Assert.Equal(';', read.Delimiter);
    }

    [Fact]
    public async Task Korean_headings_and_values_are_understood()
    {
        var read = await Files.Read("이름,이메일,휴대폰번호,생년월일,성별,수신동의\n김민준,kim@example.kr,010-2000-0000,1990년 3월 5일,남,예\n", Files.List(country: "KR"));

        Assert.Equal("""{"email":"kim@example.kr","mobile":"+821020000000","firstName":"김민준","gender":"m","birthDate":"1990-03-05","consent":"true"}""", read.Rows[0].Fields);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Each_delimiter_is_found(char delimiter)
    {
        var read = await Files.Read($"email{delimiter}nome{delimiter}note\na@example.com{delimiter}Ada{delimiter}\"x{delimiter}y, z; w\"\n");

        Assert.Equal(delimiter, read.Delimiter);
        Assert.Equal($"x{delimiter}y, z; w".Replace('\t', ' '), read.Rows[0]["note"]);
    }

    [Fact]
    public async Task A_file_of_one_column_needs_no_delimiter()
    {
        var read = await Files.Read("email\na@example.com\nb@example.com");

        Assert.Equal(2, read.Rows.Count);
    }

    [Fact]
    public async Task A_first_line_sep_names_the_delimiter_and_counts_as_a_line()
    {
        var read = await Files.Read("sep=|\r\nemail|nome\r\na@example.com|Ada\r\n");

        Assert.Equal((3L, "Ada"), (read.Rows[0].Line, read.Rows[0]["firstName"]));
    }

    [Fact]
    public async Task Lines_are_counted_as_an_editor_does_whatever_ends_them()
    {
        var read = await Files.Read("email,note\r\na@example.com,\"one\ntwo\r\nthree\"\rb@example.com,x\n\nc@example.com,y");

        Assert.Equal([2L, 5L, 7L], read.Rows.Select(r => r.Line));
        Assert.Equal("one two three", read.Rows[0]["note"]);
    }

    [Theory]
    [InlineData("a@example.com,\"never closed")]
    [InlineData("a@example.com,\"closed\" too early\"")]
    public async Task A_broken_quote_costs_its_row_only(string broken)
    {
        var read = await Files.Read($"email,nome\nx@example.com,X\n{broken}\ny@example.com,\"Y\"\nz@example.com,Z\n");

        Assert.Equal(["x@example.com", "y@example.com", "z@example.com"], read.Rows.Select(r => r.Key));
        var reject = Assert.Single(read.Rejects);
        Assert.Equal((3L, "nome", broken), (reject.Line, reject.Column, reject.Row));
        Assert.Equal(4, read.RowCount);
    }

    [Fact]
    public async Task A_quote_left_open_before_many_rows_costs_its_row_only()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}@example.com,Ada {i}\n"));

        var read = await Files.Read("email,nome\nx@example.com,\"X\n" + rows);

        Assert.Equal(10_000, read.Rows.Count);
        Assert.Equal(2L, Assert.Single(read.Rejects).Line);
    }

    [Theory]
    [InlineData("a@example.com", "The row has 1 cells, the header 2")]
    [InlineData("a@example.com,A,more", "The row has 3 cells, the header 2")]
    public async Task A_row_of_another_shape_than_the_header_is_rejected(string row, string reason)
    {
        var read = await Files.Read($"email,nome\n{row}\n");

        Assert.Equal(new RejectedRow(2, "", reason, row), Assert.Single(read.Rejects));
    }

    [Fact]
    public async Task Rows_without_text_and_trailing_delimiters_are_passed_over()
    {
        var read = await Files.Read("email,nome,,\n,,,\n\na@example.com,A,,\n");

        Assert.Equal("a@example.com", Assert.Single(read.Rows).Key);
        Assert.Equal(1, read.RowCount);
    }

    [Fact]
    public async Task A_bad_key_rejects_the_row_and_another_bad_value_only_itself_with_line_column_and_a_reason_without_the_value()
    {
        var read = await Files.Read("email,Data di nascita\na@example.com,31/02/1990\nnot an address,\n,01/01/1990\n");

        Assert.Equal(
            [(3L, "email", "is not an e-mail address: it has no '@'"), (4L, "email", "is empty, and the list's key")],
            read.Rejects.Select(r => (r.Line, r.Column, r.Reason)));
        Assert.Equal([(2L, "Data di nascita", "is a day that the calendar does not have")], read.Warnings.Select(r => (r.Line, r.Column, r.Reason)));
        Assert.Equal(("""{"email":"a@example.com"}""", "birthDate"), (read.Rows[0].Fields, read.Rows[0].Unread));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\r\n\r\n , \n", "The file is empty.")]
    [InlineData("PK\u0003\u0004xxxx", "The file is damaged: it begins as an archive")]
    [InlineData(" <!DOCTYPE html><table>", "The file is a web page")]
    [InlineData("<?xml version=\"1.0\"?>", "The file is XML")]
    [InlineData("%PDF-1.7", "The file is a PDF")]
    public async Task A_file_that_is_none_is_refused(string text, string reason)
    {
        var read = await Files.Read(text);

        Assert.StartsWith(reason, read.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_key_is_refused_with_the_headings_found_and_expected()
    {
        var read = await Files.Read("nome;cognome\nAda;Rossi\n");

        Assert.Contains("the list's key (email)", read.Refusal, StringComparison.Ordinal);
        Assert.Contains("found: nome, cognome.", read.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_own_columns_are_kept_and_more_are_refused()
    {
        static string File(int extra) => $"email,{string.Join(',', Enumerable.Range(0, extra).Select(i => $"f{i}"))}\na@example.com,{string.Join(',', Enumerable.Repeat("v", extra))}\n";

        var most = await Files.Read(File(200));
        var more = await Files.Read(File(HeaderMap.MostColumns));

        Assert.Equal("v", most.Rows[0]["f199"]);
        Assert.Contains($"{HeaderMap.MostColumns + 1} columns", more.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_over_sixty_thousand_bytes_together_are_rejected()
    {
        var columns = string.Join(',', Enumerable.Range(0, 16).Select(i => $"f{i}"));
        var values = string.Join(',', Enumerable.Repeat(new string('가', 3_000), 16));

        var read = await Files.Read($"email,{columns}\na@example.com,{values}\n");

        Assert.Equal("The row's fields together are longer than 60,000 bytes", Assert.Single(read.Rejects).Reason);
    }

    [Fact]
    public async Task The_hash_changes_with_a_value_and_with_the_set_of_columns_only()
    {
        async Task<long> Hash(string text) => (await Files.Read(text)).Rows[0].Hash;

        var hash = await Hash("email,nome\na@example.com,Ada\n");

        Assert.Equal(hash, await Hash("NOME;E-MAIL\n Ada ;A@example.com\n"));
        Assert.NotEqual(hash, await Hash("email,nome\na@example.com,Bea\n"));
        Assert.NotEqual(hash, await Hash("email,nome,cognome\na@example.com,Ada,\n"));
    }

    [Fact]
    public async Task A_rejected_row_with_a_good_key_still_says_whom_it_is_about()
    {
        using var stream = new MemoryStream("email,consenso\na@example.com,??\n"u8.ToArray());
        using var reader = await ContactFileReader.OpenAsync(stream, Files.List());

        Assert.True(await reader.ReadAsync());

        Assert.Equal(RowOutcome.Rejected, reader.Outcome);
        Assert.True(reader.HasKey);
        Assert.True(reader.Row.IsPresenceOnly);
        Assert.Equal(Core.Contacts.ContactId.Of(KeyKind.Email, "a@example.com"), reader.Row.Id);
    }
}
