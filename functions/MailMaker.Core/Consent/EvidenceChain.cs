using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace MailMaker.Core.Consent;

/// <summary>
/// The evidence of a contact's consent as a chain: each entry's hash is SHA-256 over its number (4 bytes, big-endian), the hash before, and the event's bytes.
/// Whoever has the entries can check them; an altered, lost or inserted one breaks the chain from there on. (Entries lost from the end leave no trace in the chain itself.)
/// </summary>
public static class EvidenceChain
{
    private const int HashSize = 32;

    /// <summary>The entry that follows <paramref name="last"/>; null is the beginning.</summary>
    public static EvidenceEntry Append(EvidenceEntry? last, ConsentEvent happened)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(happened, DefinitionJson.Options);
        var previous = last?.Hash ?? new byte[HashSize];
        var number = (last?.Number ?? 0) + 1;
        return new EvidenceEntry(number, previous, HashOf(number, previous, json), json);
    }

    /// <summary>What is wrong with a chain, in the order of its entries; nothing when it holds.</summary>
    public static IReadOnlyList<Problem> Verify(IReadOnlyList<EvidenceEntry> entries)
    {
        var problems = new List<Problem>();
        var previous = new byte[HashSize];
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Number != i + 1)
                problems.Add(new($"/{i}", $"Entry {i + 1} is missing; number {entry.Number} stands in its place."));
            if (!entry.Previous.AsSpan().SequenceEqual(previous))
                problems.Add(new($"/{i}/previous", $"Entry {entry.Number} does not follow the one before it: one of them was altered, lost or put in."));
            if (!entry.Hash.AsSpan().SequenceEqual(HashOf(entry.Number, entry.Previous, entry.Json)))
                problems.Add(new($"/{i}/hash", $"Entry {entry.Number} is not what was written: its hash is of something else."));
            previous = entry.Hash;
        }

        return problems;
    }

    private static byte[] HashOf(int number, byte[] previous, byte[] json)
    {
        var hashed = new byte[4 + previous.Length + json.Length];
        BinaryPrimitives.WriteInt32BigEndian(hashed, number);
        previous.CopyTo(hashed, 4);
        json.CopyTo(hashed, 4 + previous.Length);
        return SHA256.HashData(hashed);
    }
}
