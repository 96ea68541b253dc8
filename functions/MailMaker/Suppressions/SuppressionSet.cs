using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>
/// All suppressions of one account in memory, 16 octets each: what a sender and an import ask for every contact. Safe to read while it is brought up to date.
/// </summary>
public sealed class SuppressionSet(string account, AddressHashes hashes)
{
    private readonly ConcurrentDictionary<UInt128, SuppressionReason> targets = new();
    private readonly ConcurrentDictionary<UInt128, byte> erased = new();
    private volatile bool hasDomains;

    /// <summary>Whether nothing at all is suppressed.</summary>
    public bool IsEmpty => targets.IsEmpty && erased.IsEmpty;

    /// <summary>Whether anybody was erased: asking costs an HMAC each.</summary>
    public bool HasErased => !erased.IsEmpty;

    /// <summary>Why an address gets nothing on a list; null when it may.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="address">An address or a number in canonical form.</param>
    public SuppressionReason? Find(string list, string address)
    {
        if (targets.IsEmpty || address.Length == 0)
            return null;
        if (Reason(SuppressionKeys.Target(null, address)) is { } everywhere)
            return everywhere;
        if (Reason(SuppressionKeys.Target(list, address)) is { } here)
            return here;
        return hasDomains && SuppressionTarget.DomainOf(address) is { } domain
            ? Reason(SuppressionKeys.Target(null, domain)) ?? Reason(SuppressionKeys.Target(list, domain))
            : null;
    }

    /// <summary>Whether a value belongs to a person who was erased from a list.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="field">The field: <c>email</c>, <c>mobile</c> or <c>fkey</c>.</param>
    /// <param name="value">Its canonical form.</param>
    public bool IsErased(string list, string field, string value) =>
        HasErased && value.Length > 0 && erased.ContainsKey(hashes.Of(account, list, field, value));

    internal void Put(string rowKey, SuppressionReason reason)
    {
        if (rowKey.StartsWith(SuppressionKeys.ErasedKind, StringComparison.Ordinal))
        {
            erased[HashIn(rowKey)] = 0;
            return;
        }

        if (rowKey.StartsWith(SuppressionKeys.TargetKind + "@", StringComparison.Ordinal))
            hasDomains = true;
        targets[KeyOf(rowKey)] = reason;
    }

    internal void Remove(string rowKey)
    {
        if (rowKey.StartsWith(SuppressionKeys.ErasedKind, StringComparison.Ordinal))
            erased.TryRemove(HashIn(rowKey), out _);
        else
            targets.TryRemove(KeyOf(rowKey), out _);
    }

    private SuppressionReason? Reason(string rowKey) => targets.TryGetValue(KeyOf(rowKey), out var reason) ? reason : null;

    private static UInt128 HashIn(string rowKey) =>
        UInt128.Parse(rowKey.AsSpan(SuppressionKeys.ErasedKind.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // 128 bits: two different targets never meet.
    private static UInt128 KeyOf(string rowKey)
    {
        Span<byte> octets = stackalloc byte[512];
        return rowKey.Length <= octets.Length
            ? XxHash128.HashToUInt128(octets[..Encoding.ASCII.GetBytes(rowKey, octets)])
            : XxHash128.HashToUInt128(Encoding.ASCII.GetBytes(rowKey));
    }
}
