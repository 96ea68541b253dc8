using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Contacts;

public sealed class ContactIdTests
{
    [Fact]
    public void The_text_comes_back_and_sorts_like_the_bytes()
    {
        var ids = Enumerable.Range(0, 2000).Select(i => ContactId.Of(KeyKind.Fkey, $"C{i}")).ToList();
        var byText = ids.OrderBy(i => i.ToString(), StringComparer.Ordinal).ToList();
        Assert.Equal(ids.Order(), byText);
        Assert.All(ids, id => Assert.True(ContactId.TryParse(id.ToString(), out var read) && read == id));
    }

    [Fact]
    public void The_same_key_of_another_kind_is_another_contact() =>
        Assert.NotEqual(ContactId.Of(KeyKind.Fkey, "x"), ContactId.Of(KeyKind.Email, "x"));

    [Fact]
    public void Contacts_spread_evenly_over_the_buckets()
    {
        var sizes = Enumerable.Range(0, 64_000).GroupBy(i => ContactId.Of(KeyKind.Email, $"p{i}@example.com").Bucket(64)).Select(g => g.Count()).ToList();
        Assert.Equal(64, sizes.Count);
        Assert.InRange(sizes.Max(), 1000, 1200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2222222222222222222222222")]
    [InlineData("A2222222222222222222222222")]
    [InlineData("z2222222222222222222222222")]
    public void What_is_no_contact_id_is_refused(string text) => Assert.False(ContactId.TryParse(text, out _));

    [Fact]
    public void A_key_of_any_length_has_an_id() =>
        Assert.NotEqual(ContactId.Of(KeyKind.Fkey, new string('가', 5000)), ContactId.Of(KeyKind.Fkey, new string('가', 5001)));
}
