using System.Text.Json;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>Reads the body of a batch: <c>{"contacts": [{"op": "merge", "key": "…", "fields": {…}}]}</c>. A bad item harms no other.</summary>
public static class BatchBody
{
    /// <summary>Items that a batch may have.</summary>
    public const int MostItems = 1_000;

    private const string Shape = "A batch is an object with an array contacts of 1 to 1,000 items.";

    /// <summary>The items in their order; problems when the body is no batch at all.</summary>
    public static Checked<IReadOnlyList<BatchItem>> Read(ContactList list, ReadOnlyMemory<byte> utf8)
    {
        var parsed = DefinitionJson.Read<BatchOfElements>(utf8.Span);
        if (parsed.Value is null)
            return new(null, parsed.Problems);
        if (parsed.Value.Contacts is not { Count: >= 1 and <= MostItems } contacts)
            return new(null, [new Problem("/contacts", Shape)]);
        var reader = new ContactBodyReader(list);
        var key = FieldRules.For(list, HeaderMap.KeyField(list.Key));
        return new([.. contacts.Select((item, i) => Read(reader, key, item, $"/contacts/{i}"))], []);
    }

    private static BatchItem Read(ContactBodyReader reader, FieldRule keyRule, JsonElement element, string at)
    {
        var item = new BatchItem(ContactOperation.Merge, "", null, []);
        if (element.ValueKind != JsonValueKind.Object)
            return item with { Problems = [new Problem(at, "must be an object with op, key and fields.")] };
        JsonElement? fields = null;
        foreach (var member in element.EnumerateObject())
        {
            if (Take(member, keyRule, at, ref item, ref fields) is { } problem)
                return item with { Problems = [problem] };
        }

        if (item.Key.Length == 0)
            return item with { Problems = [new Problem(at + "/key", "is missing: the contact's key.")] };
        if (item.Operation == ContactOperation.Delete)
            return fields is null ? item : item with { Problems = [new Problem(at + "/fields", "says nothing where a contact is deleted: leave it out.")] };
        if (fields is null)
            return item with { Problems = [new Problem(at + "/fields", "is missing: an object of fields.")] };
        var body = reader.Read(item.Key, fields.Value, at + "/fields");
        return body.Value is { NewKey: not null }
            ? item with { Problems = [reader.KeyIsFixed(at + "/fields")] }
            : item with { Body = body.Value, Problems = body.Problems };
    }

    private static Problem? Take(JsonProperty member, FieldRule keyRule, string at, ref BatchItem item, ref JsonElement? fields)
    {
        switch (member.Name)
        {
            case "op":
                if (OperationOf(member.Value) is not { } operation)
                    return new Problem(at + "/op", "is one of merge (the default), put, patch and delete.");
                item = item with { Operation = operation };
                return null;
            case "key":
                if (member.Value.ValueKind != JsonValueKind.String)
                    return new Problem(at + "/key", "must be text.");
                var fault = keyRule.Normalise(member.Value.GetString()!, out var key);
                item = item with { Key = key };
                return fault is null ? null : new Problem(at + "/key", fault);
            case "fields":
                fields = member.Value;
                return null;
            default:
                return new Problem(at, "has a member that is none of op, key and fields.");
        }
    }

    private static ContactOperation? OperationOf(JsonElement value) => value.ValueKind != JsonValueKind.String ? null : value.GetString() switch
    {
        "merge" => ContactOperation.Merge,
        "put" => ContactOperation.Put,
        "patch" => ContactOperation.Patch,
        "delete" => ContactOperation.Delete,
        _ => null,
    };

    private sealed record BatchOfElements
    {
        public IReadOnlyList<JsonElement>? Contacts { get; init; }
    }
}
