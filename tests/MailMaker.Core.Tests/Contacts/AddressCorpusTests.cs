using System.Text.Json;
using MailMaker.Core.Contacts;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Contacts;

public class AddressCorpusTests
{
    [Fact]
    public void Undisputed_addresses_are_told_right_and_none_throws()
    {
        if (Corpora.Find("addresses-email/addresses.jsonl") is not { } file)
            return;
        var (scored, wrong) = (0, new List<string>());
        foreach (var line in File.ReadLines(file))
        {
            using var item = JsonDocument.Parse(line);
            string text;
            try
            {
                text = item.RootElement.GetProperty("address").GetString()!;
            }
            catch (InvalidOperationException)
            {
                text = "\uD800"; // a lone surrogate, which no JSON string can hold
            }

            var valid = EmailAddress.TryParse(text, out var address);
            if (valid)
                Assert.True(EmailAddress.TryParse(address.Value, out var again) && again == address, "not idempotent");
            if (!item.RootElement.GetProperty("undisputed").GetBoolean())
                continue;
            scored++;
            if (valid != item.RootElement.GetProperty("valid").GetBoolean())
                wrong.Add($"{line[..Math.Min(line.Length, 160)]}");
        }

        Console.WriteLine($"{wrong.Count} of {scored} are wrong.");
        Assert.True(wrong.Count <= scored / 100, $"{wrong.Count} of {scored} are wrong:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Numbers_are_told_right_by_region()
    {
        if (Corpora.Find("phones/libphonenumber-examples.jsonl") is not { } file)
            return;
        var (scored, wrong) = (0, new List<string>());
        foreach (var line in File.ReadLines(file))
        {
            using var item = JsonDocument.Parse(line);
            var expected = item.RootElement.GetProperty("can_sms").GetBoolean() && item.RootElement.GetProperty("valid").GetBoolean()
                ? item.RootElement.GetProperty("e164").GetString() : "";
            var region = item.RootElement.GetProperty("region").GetString()!;
            var actual = MobileNumber.TryParse(item.RootElement.GetProperty("input").GetString(), region, out var number) ? number.Value : "";
            scored++;
            if (actual != expected)
                wrong.Add($"{region} {item.RootElement.GetProperty("input")} {item.RootElement.GetProperty("type")} expected '{expected}' got '{actual}'");
        }

        Console.WriteLine($"{wrong.Count} of {scored} are wrong.");
        Assert.True(wrong.Count <= scored / 100, $"{wrong.Count} of {scored} are wrong:\n{string.Join('\n', wrong)}");
    }
}
