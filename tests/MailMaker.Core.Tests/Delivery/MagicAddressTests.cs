using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Delivery;

public sealed class MagicAddressTests
{
    [Theory]
    [InlineData("a@temporary.example.com", MagicOutcome.Temporary)]
    [InlineData("a@TEMPORARY.Example.com", MagicOutcome.Temporary)]
    [InlineData("a@x.permanent.example.com", MagicOutcome.Permanent)]
    [InlineData("a@slow.example.com", MagicOutcome.Slow)]
    [InlineData("a@example.com", MagicOutcome.None)]
    [InlineData("a@nottemporary.example.com", MagicOutcome.None)]
    [InlineData("temporary.example.com@example.org", MagicOutcome.None)]
    [InlineData("", MagicOutcome.None)]
    public void Only_the_domain_and_what_is_below_it_counts(string address, MagicOutcome expected) => Assert.Equal(expected, MagicAddress.Classify(address));
}
