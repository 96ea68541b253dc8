using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Consent;

public sealed class SecretTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void Without_a_proper_secret_no_link_is_signed_and_the_message_does_not_show_it(string? secret)
    {
        using var services = Services(secret);

        var refused = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<UnsubscribeTokens>());

        Assert.Contains(ConsentServices.SecretSetting, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_32_octets_will_do()
    {
        using var services = Services(Convert.ToBase64String(new byte[32]));

        Assert.NotNull(services.GetRequiredService<UnsubscribeTokens>());
    }

    [Fact]
    public async Task A_data_folder_makes_its_secret_once_and_shows_it_to_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "new");

        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => HomeSecret.ReadOrCreate(data))));

        Assert.Single(secrets.Append(HomeSecret.ReadOrCreate(data)).Distinct());
        Assert.Equal(32, Convert.FromBase64String(secrets[0]).Length);
        var file = Assert.Single(Directory.GetFiles(data));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private static ServiceProvider Services(string? secret) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new(ConsentServices.SecretSetting, secret)]).Build())
        .AddConsent()
        .BuildServiceProvider();
}
