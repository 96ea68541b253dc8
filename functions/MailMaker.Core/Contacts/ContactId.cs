using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>
/// A contact's identity within its list: the first 16 bytes of SHA-256 over key kind and normalised key. Deterministic, so an import
/// finds the row without a look-up; written as 26 lower-case base32 characters, which sort like the bytes and are safe in any key.
/// </summary>
public readonly record struct ContactId : IComparable<ContactId>
{
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";

    // The value of each ASCII character as a digit; 255 for those that are none.
    private static readonly byte[] Digits = MakeDigits();

    [ThreadStatic]
    private static IncrementalHash? hash;

    private readonly UInt128 value;

    private ContactId(UInt128 value) => this.value = value;

    /// <summary>Characters of the text form.</summary>
    public const int TextLength = 26;

    /// <summary>The identity of the contact with this key.</summary>
    /// <param name="kind">The list's key kind.</param>
    /// <param name="key">The key in normalised form.</param>
    public static ContactId Of(KeyKind kind, ReadOnlySpan<char> key)
    {
        Span<byte> text = stackalloc byte[1 + (3 * key.Length <= 768 ? 3 * key.Length : 0)];
        if (text.Length == 1 && key.Length > 0)
            text = new byte[1 + Encoding.UTF8.GetByteCount(key)];
        text[0] = kind switch { KeyKind.Fkey => (byte)'F', KeyKind.Email => (byte)'E', _ => (byte)'M' };
        var length = 1 + Encoding.UTF8.GetBytes(key, text[1..]);
        Span<byte> digest = stackalloc byte[32];
        // A million of them in an import: setting up a hash costs more than hashing, so each thread keeps one.
        hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(text[..length]);
        hash.GetHashAndReset(digest);
        return FromBytes(digest[..16]);
    }

    /// <summary>Reads the 16-byte form.</summary>
    public static ContactId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Reads the text form; false when it is not one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContactId id)
    {
        id = default;
        if (text.Length != TextLength)
            return false;
        UInt128 value = 0;
        foreach (var c in text)
        {
            var digit = c < Digits.Length ? Digits[c] : byte.MaxValue;
            if (digit == byte.MaxValue)
                return false;
            value = (value << 5) | digit;
        }

        id = new ContactId(value);
        // 26 characters hold 130 bits: the first one has only three of them.
        return Digits[text[0]] < 8;
    }

    /// <summary>The partition, 0 to <paramref name="buckets"/> - 1, that the contact lives in.</summary>
    public int Bucket(int buckets) => (int)((ulong)value % (ulong)buckets);

    /// <summary>Writes the 16-byte form, which sorts like the text.</summary>
    public void WriteTo(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, value);

    /// <summary>The identity that sorts next after this one: nobody's, but for a chance in 2^128.</summary>
    public ContactId Next => new(value + 1);

    /// <summary>The identity that sorts next before this one.</summary>
    public ContactId Previous => new(value - 1);

    /// <summary>The first 24 bits alone: too few to tell anybody by, enough to keep an order.</summary>
    public ContactId Blurred => new(value >> 104 << 104);

    /// <inheritdoc />
    public int CompareTo(ContactId other) => value.CompareTo(other.value);

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(TextLength, value, static (text, v) =>
    {
        // 64 bits at a time: shifts of 128 are slow. Twelve digits from the lower half, one across the middle, the rest from the upper one.
        var (upper, lower) = ((ulong)(v >> 64), (ulong)v);
        var i = text.Length - 1;
        for (; i > 13; i--, lower >>= 5)
            text[i] = Alphabet[(int)(lower & 31)];
        text[i--] = Alphabet[(int)((lower | (upper << 4)) & 31)];
        for (upper >>= 1; i >= 0; i--, upper >>= 5)
            text[i] = Alphabet[(int)(upper & 31)];
    });

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(ContactId left, ContactId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(ContactId left, ContactId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>.</summary>
    public static bool operator <=(ContactId left, ContactId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(ContactId left, ContactId right) => left.CompareTo(right) >= 0;

    private static byte[] MakeDigits()
    {
        var digits = new byte[128];
        Array.Fill(digits, byte.MaxValue);
        for (byte digit = 0; digit < Alphabet.Length; digit++)
            digits[Alphabet[digit]] = digit;
        return digits;
    }
}
