using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

/// <summary>Files that once were read for ever, found by fuzzing.</summary>
public sealed class EndlessFileTests
{
    // A compound file whose chain of sectors leads back to itself.
    private const string Circular =
        "0M8R4KGxGuH+////CQj/////UEsBAlBLBgb8AP7////+////AQAAAAB4bC93b3JrYm9vay54bWxbQ29udGVudF9UeXBlc10ueG1s0M9tbPyFAFBLAwRQSwECUEsDBP7////+/////v///wkI/////1" +
        "BLBgb8AHhsL3dvcmtib29rLnhtbP7///9QSwYGAVBLAwRQSwUGUEsDBP////9QSwYGAAAAAP/////QzxHgobEa4VBLBQZQSwYGH4sICQAfiwgfiwj8AHhsL3dvcmtib29rLnhtbHhsL3dvcmtib29r" +
        "LnhtbAHQzxHgobEa4dDPEeChsRrhhQAIAHhsL3dvcmtib29rLnhtbAAAAAAAAAAAUEsFBlBLBgaFAIUAH4sI/AAJCP7///8JCFtDb250ZW50X1R5cGVzXS54bWxQSwEC0M8R4KGxGuEJCFBLAQIBCQ" +
        "hQSwUGUEsFBv////9bQ29udGVudF9UeXBlc10ueG1sUEsDBHhsL3dvcmtib29rLnhtbFBLAwT8AIUAhQD+////CQB4bC93b3JrYm9vay54bWxbQ29udGVudF9UeXBlc10ueG1sCQB4bC93b3JrYm9v" +
        "ay54bWyFAP7///8fiwj/////eGwvd29ya2Jvb2sueG1sUEsGBlBLBQYJCAgAeGwvd29ya2Jvb2sueG1sUEsGBgkICQgB";

    [Theory]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public async Task A_character_of_two_halves_may_stand_where_the_sample_ends(int at)
    {
        var header = "email,note\na@example.com,";
        var text = header + new string('x', at - header.Length) + "😀\nb@example.com,y\n";

        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var reader = await ContactFileReader.OpenAsync(file, Files.List());
        var rows = 0;
        while (await reader.ReadAsync())
            rows++;

        Assert.Equal(2, rows);
    }

    [Fact]
    public async Task An_old_workbook_that_leads_in_circles_is_damaged()
    {
        using var file = new MemoryStream(Convert.FromBase64String(Circular));
        using var reader = await ContactFileReader.OpenAsync(file, Files.List());

        Assert.Contains("damaged", reader.Refusal, StringComparison.Ordinal);
    }
}
