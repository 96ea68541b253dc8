using System.Collections.Frozen;

namespace MailMaker.Core.Contacts;

/// <summary>Words for yes, no and genders in English, Italian and Korean. Looked up whatever their case, without allocating.</summary>
internal static class WordLists
{
    private static readonly FrozenDictionary<string, string> Truth = Build(
        ("true", "true yes y 1 on x si sì s vero ok 예 네 참 동의 수신 ja oui da"),
        ("false", "false no n 0 off falso 아니오 아니요 거짓 거부 미동의 수신거부 nein non"));

    private static readonly FrozenDictionary<string, string> Genders = Build(
        ("f", "f female woman w femmina donna femminile 여 여성 여자 2"),
        ("m", "m male man maschio uomo maschile 남 남성 남자 1"),
        ("x", "x other diverse nonbinary non-binary altro 기타 o 9 0 n unknown"));

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> TruthOf = Truth.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> GenderOf = Genders.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary><c>true</c> or <c>false</c>; null when the word is neither.</summary>
    public static string? Boolean(ReadOnlySpan<char> word) => TruthOf.TryGetValue(word, out var value) ? value : null;

    /// <summary><c>f</c>, <c>m</c> or <c>x</c> (ISO/IEC 5218 numbers are read too); null when the word is none of them.</summary>
    public static string? Gender(ReadOnlySpan<char> word) => GenderOf.TryGetValue(word, out var value) ? value : null;

    private static FrozenDictionary<string, string> Build(params (string Value, string Words)[] sets) => sets
        .SelectMany(set => set.Words.Split(' ').Select(word => KeyValuePair.Create(word, set.Value)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
