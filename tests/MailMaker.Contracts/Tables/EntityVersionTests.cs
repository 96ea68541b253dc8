using FsCheck;
using FsCheck.Fluent;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Contracts.Tables;

public sealed class EntityVersionTests
{
    [Theory]
    [InlineData("2020-08-18T23:36:30.5768370Z", "W/\"datetime'2020-08-18T23%3A36%3A30.576837Z'\"")]
    [InlineData("2026-01-02T03:04:05.0000001Z", "W/\"datetime'2026-01-02T03%3A04%3A05.0000001Z'\"")]
    [InlineData("2026-01-02T03:04:05.0000000Z", "W/\"datetime'2026-01-02T03%3A04%3A05Z'\"")]
    public void An_etag_is_the_instant_as_the_service_writes_it(string instant, string etag) => Assert.Equal(
        etag, EntityVersion.ToETag(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcTicks));

    [Fact]
    public void An_etag_is_read_back_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), instant =>
        EntityVersion.TryParse(EntityVersion.ToETag(instant.Ticks), out var ticks) && ticks == instant.Ticks));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("W/\"datetime'2026-01-02T03%3A04%3A05.10Z'\"")]
    [InlineData("W/\"datetime'2026-01-02T03:04:05Z'\"")]
    [InlineData("W/\"datetime'yesterday'\"")]
    public void Another_text_is_no_version(string etag) => Assert.False(EntityVersion.TryParse(etag, out _));
}
