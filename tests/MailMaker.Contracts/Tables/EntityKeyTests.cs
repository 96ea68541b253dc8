using FsCheck;
using FsCheck.Fluent;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Contracts.Tables;

public sealed class EntityKeyTests
{
    // All kinds of code units that a key may have, lone surrogates and what lies above them included.
    private static readonly Arbitrary<(string, string)> Keys = Gen.Zip(Text(), Text()).ToArbitrary();

    private static Gen<string> Text() => Gen.Elements(' ', '!', 'a', 'b', '~', 'é', '\u07ff', '\u0800', '한', '\ud83d', '\ude00', '\uff21', '\uffff')
        .ArrayOf().Select(units => new string(units));

    [Fact]
    public void Bytes_have_the_ordinal_order_of_the_keys() => Check.QuickThrowOnFailure(Prop.ForAll(Keys, Keys, (a, b) =>
    {
        var expected = string.CompareOrdinal(a.Item1, b.Item1) is var partitions && partitions != 0 ? partitions : string.CompareOrdinal(a.Item2, b.Item2);
        var actual = EntityKey.ToArray(7, a.Item1, a.Item2).AsSpan().SequenceCompareTo(EntityKey.ToArray(7, b.Item1, b.Item2));
        return Math.Sign(expected) == Math.Sign(actual);
    }));

    [Fact]
    public void A_key_is_read_back_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(Keys, keys =>
    {
        var key = EntityKey.ToArray(7, keys.Item1, keys.Item2);
        var end = EntityKey.EndOfPartition(key);
        return EntityKey.ReadText(key.AsSpan(EntityKey.Prefix..end)) == keys.Item1 && EntityKey.ReadText(key.AsSpan((end + 1)..)) == keys.Item2;
    }));
}
