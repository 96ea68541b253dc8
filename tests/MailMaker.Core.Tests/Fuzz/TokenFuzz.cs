using System.Text;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Core.Tests.SignUp;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Tokens in public links: whatever is not letter for letter one that was written is none.</summary>
public sealed class TokenFuzz : FuzzTarget
{
    private static readonly SigningSecret Secret = new(Enumerable.Repeat((byte)3, 32).ToArray());
    private static readonly ConfirmationTokens Confirm = new(Secret);
    private static readonly UnsubscribeTokens Leave = new(Secret);
    private static readonly FillTokens Fill = new(Secret);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string Confirming = Confirm.Write(new ConfirmationLink(Guid.Parse("01020304-0506-0708-090a-0b0c0d0e0f10"), Now));
    private static readonly string Leaving = Leave.Write(new UnsubscribeLink("acme", "news", ContactId.Of(KeyKind.Email, "ada@example.com"), "spring"));
    private static readonly SignUpForm Form = Forms.Form with { FillSeconds = 3 };
    private static readonly string Filling = Fill.Write(Form, Now);

    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8("A", "_", "-", "=", "==", " ", "%", "+", "/", "\0", "é", "AQ", "\n", "ＡＱ");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(Confirming, Leaving, Filling);

    public override void Run(byte[] input)
    {
        var token = Encoding.UTF8.GetString(input);
        Assert.True(Confirm.Read(token) is null || token == Confirming);
        Assert.True(Leave.Read(token) is not TokenReading.Valid || token == Leaving);
        Assert.True(!Fill.TookTime(Form, token, Now.AddMinutes(1)) || token == Filling);
        Assert.True(!FormId.TryParse(token, out var id) || id.ToString() == token);
    }
}
