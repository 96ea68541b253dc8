using System.Text.Json;
using MailMaker.Core.Contacts;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>E-mail addresses that validators agree about.</summary>
internal sealed class AddressesScorer : CorpusScorer
{
    public override string Name => "addresses-email";

    public override string Needs => "addresses-email/addresses.jsonl";

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        var (good, all, unsteady, notes) = (0, 0, new List<string>(), new List<string>());
        var items = 0;
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            items++;
            var text = Text(item.GetProperty("address"));
            var valid = EmailAddress.TryParse(text, out var address);
            if (valid && !(EmailAddress.TryParse(address.Value, out var again) && again == address))
                unsteady.Add(text);
            if (!item.GetProperty("undisputed").GetBoolean())
                continue;
            all++;
            if (valid == item.GetProperty("valid").GetBoolean())
                good++;
            else
                notes.Add($"{text} taken for {(valid ? "valid" : "invalid")}");
        }

        yield return new("addresses: undisputed", good, all, Mark.AtLeast(.99), notes);
        yield return new("addresses: same when read again", items - unsteady.Count, items, Mark.AtLeast(1), unsteady);
    }

    // A lone surrogate, which no string of .NET's JSON reader can hold.
    private static string Text(JsonElement address)
    {
        try
        {
            return address.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uD800";
        }
    }
}
