using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class RemovalGuardTests
{
    [Theory]
    [InlineData(100, 20, 0.2, false)]
    [InlineData(100, 21, 0.2, true)]
    [InlineData(0, 0, 0.0, false)]
    [InlineData(10, 1, 0.0, true)]
    [InlineData(10, 10, 1.0, false)]
    public void More_than_the_share_must_be_asked_for(long contacts, long missing, double share, bool ask) =>
        Assert.Equal(ask, RemovalGuard.MustAsk(contacts, missing, share));
}
