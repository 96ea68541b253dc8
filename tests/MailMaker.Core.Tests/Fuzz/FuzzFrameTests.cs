namespace MailMaker.Core.Tests.Fuzz;

/// <summary>The frame finds what it is there to find.</summary>
[Collection("Fuzz")]
public class FuzzFrameTests
{
    [Fact]
    public void A_parser_that_throws_is_found_and_its_input_made_small()
    {
        var fault = Assert.ThrowsAny<Exception>(() => new FuzzTests().No_input_throws_hangs_or_eats_memory(new Broken(bytes => bytes.Contains((byte)'!') ? throw new FormatException() : 0)));
        Assert.Contains("The last input was IQ==", fault.Message, StringComparison.Ordinal); // "!" alone
    }

    [Fact]
    public void A_parser_that_eats_memory_is_found() =>
        Assert.Contains("octets allocated for", Assert.ThrowsAny<Exception>(() => new FuzzTests().No_input_throws_hangs_or_eats_memory(
            new Broken(bytes => bytes.Contains((byte)'!') ? new byte[100 * 1024 * 1024].Length : 0))).Message, StringComparison.Ordinal);

    private sealed class Broken(Func<byte[], int> parse) : FuzzTarget
    {
        public override IReadOnlyList<byte[]> Tokens { get; } = Utf8("a", "!");

        protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8("sample");

        public override void Run(byte[] input) => parse(input);
    }
}
