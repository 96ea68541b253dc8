using MailMaker.Core.Accounts;

namespace MailMaker.Core.Tests.Accounts;

public sealed class BrandTests
{
    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#ffffff", "#000000", 21.0)]
    [InlineData("#777777", "#000000", 4.69)]
    [InlineData("#1a4f8b", "#ffffff", 8.27)]
    [InlineData("#ffe000", "#000000", 15.91)]
    public void Text_on_a_colour_is_black_or_white_by_contrast(string colour, string text, double ratio)
    {
        Assert.True(BrandColour.TryParse(colour, out var brand));

        Assert.Equal(text, brand.TextOnIt.ToString());
        Assert.Equal(ratio, brand.Contrast(brand.TextOnIt), 0.05);
    }

    [Fact]
    public void Whatever_the_colour_its_text_can_be_read()
    {
        for (var rgb = 0; rgb <= 0xFFFFFF; rgb += 0x0507)
        {
            var colour = new BrandColour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
            Assert.True(colour.Contrast(colour.TextOnIt) >= 4.5, colour.ToString());
        }
    }

    [Theory]
    [InlineData("1a4f8b")]
    [InlineData("#fff")]
    [InlineData("#1a4f8b;}")]
    [InlineData("# a4f8b")]
    [InlineData("red")]
    [InlineData("#gggggg")]
    public void What_is_no_colour_is_refused_by_name(string colour) =>
        Assert.Equal("/brand/colour", Assert.Single(new Brand { Colour = colour }.Check()).Pointer);

    [Fact]
    public void A_logo_is_a_small_still_picture_and_has_a_name_beside_it()
    {
        Assert.Empty(new Brand { Name = "Shop", Logo = Pictures.Png(64, 32) }.Check());
        Assert.Empty(new Brand { Name = "Shop", Logo = Pictures.Jpeg(64, 32) }.Check());
        Assert.Equal("/brand/name", Assert.Single(new Brand { Logo = Pictures.Png(64, 32) }.Check()).Pointer);
    }

    [Fact]
    public void What_is_no_such_picture_is_refused()
    {
        byte[][] wrong =
        [
            [], "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "GIF89a"u8.ToArray(), Pictures.Png(64, 32)[..20], Pictures.Png(2001, 1), Pictures.Png(1, 0),
            Pictures.Png(0xFFFFFFFF, 1), Pictures.Jpeg(40_000, 1), Pictures.Jpeg(64, 32)[..10], Pictures.Png(64, 32, moving: true), [.. Pictures.Png(64, 32), .. new byte[64 * 1024]],
        ];

        foreach (var logo in wrong)
            Assert.Equal("/brand/logo", Assert.Single(new Brand { Name = "Shop", Logo = logo }.Check()).Pointer);
    }

    [Fact]
    public void Any_octets_behind_the_first_ones_are_read_without_a_fault()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var picture = i % 2 == 0 ? Pictures.Png(64, 32) : Pictures.Jpeg(64, 32);
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                picture[random.Next(3, picture.Length)] = (byte)random.Next(256);
            _ = LogoImage.Fault(picture.AsSpan(0, random.Next(picture.Length + 1)));
        }
    }
}
