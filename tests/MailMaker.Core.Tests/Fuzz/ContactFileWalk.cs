using MailMaker.Core.Imports;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Asks a contact file everything that an import asks.</summary>
internal static class ContactFileWalk
{
    public static void Through(byte[] input)
    {
        using var file = new MemoryStream(input);
        using var reader = ContactFileReader.OpenAsync(file, Files.List()).GetAwaiter().GetResult();
        _ = (reader.Kind, reader.Packing, reader.Sheet, reader.Encoding, reader.Delimiter, reader.Columns.Count);
        var (rows, staged, rejected) = (0L, 0L, 0L);
        while (reader.Refusal.Length == 0 && reader.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            rows++;
            if (reader.Outcome == RowOutcome.Rejected)
            {
                rejected++;
                Assert.NotEmpty(reader.Rejected.ToCsv());
                Assert.True(!reader.HasKey || reader.Row.IsPresenceOnly);
                continue;
            }

            staged++;
            Assert.NotEmpty(reader.Row.Key.ToArray());
            Assert.True(reader.Row.Fields.Length <= Core.Contacts.FieldsJson.MostBytes);
            Assert.All(reader.Warnings, warning => Assert.NotEmpty(warning.ToCsv()));
        }

        Assert.Equal(rows, staged + rejected);
        Assert.Equal(rows, reader.Rows);
    }
}
