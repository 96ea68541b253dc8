using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Delivery;

public sealed class OperationIdTests
{
    private static readonly ContactId Contact = ContactId.Of(KeyKind.Email, "a@example.com");

    [Fact]
    public void It_is_the_same_every_time_and_a_uuid_of_version_8()
    {
        var id = OperationId.Of("acme", "spring", "news", Contact, MessageChannel.Email);

        Assert.Equal(id, OperationId.Of("acme", "spring", "news", Contact, MessageChannel.Email));
        Assert.Equal(8, id.Version);
        Assert.Equal('8', id.ToString("N")[12]);
        Assert.Contains(id.ToString("N")[16], "89ab");
    }

    [Fact]
    public void Each_part_makes_another()
    {
        var ids = new[]
        {
            OperationId.Of("acme", "spring", "news", Contact, MessageChannel.Email),
            OperationId.Of("acme", "spring", "friends", Contact, MessageChannel.Email),
            OperationId.Of("acme", "spring", "news", Contact, MessageChannel.Sms),
            OperationId.Of("acme", "sprin", "news", Contact, MessageChannel.Email),
            OperationId.Of("acm", "spring", "news", Contact, MessageChannel.Email),
            OperationId.Of("acme", "spring", "news", ContactId.Of(KeyKind.Email, "b@example.com"), MessageChannel.Email),
        };

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
