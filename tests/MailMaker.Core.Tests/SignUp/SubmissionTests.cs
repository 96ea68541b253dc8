using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class SubmissionTests
{
    private const string Good = "email=ADA%40Example.com&firstName=Ada&consent-email=yes";

    [Fact]
    public void A_good_post_gives_canonical_fields_and_only_what_was_ticked()
    {
        var valid = Assert.IsType<SubmissionReading.Valid>(Read(Good + "&shoe=42,5&colour=RED&consent-tracking=on&consent-sms=&fkey=X1&consent=false&utm_source=x"));

        Assert.Equal("ada@example.com", valid.Address);
        Assert.Equal([ConsentPurpose.Email, ConsentPurpose.Tracking], valid.Given);
        Assert.Equal(
            [("email", "ada@example.com"), ("firstName", "Ada"), ("language", "it"), ("shoe", "42.5"), ("colour", "red")],
            FieldsJson.Read(valid.Fields).Select(f => (f.Key, f.Value)));
    }

    [Fact]
    public void Each_field_has_its_own_fault()
    {
        var faulty = Assert.IsType<SubmissionReading.Faulty>(Read("email=nobody&firstName=+&shoe=big&colour=green&mobile=12&birthDate=soon"));

        Assert.Equal(
            [
                new("email", FaultKind.NotAnAddress), new("firstName", FaultKind.Missing), new("shoe", FaultKind.NotANumber), new("colour", FaultKind.NotAChoice),
                new("mobile", FaultKind.NotAMobile), new("birthDate", FaultKind.NotADate), new("consent-email", FaultKind.NotTicked),
            ],
            faulty.Faults);
    }

    [Fact]
    public void Without_an_address_there_is_nothing_to_confirm() =>
        Assert.Contains(new FormFault("email", FaultKind.Missing), Assert.IsType<SubmissionReading.Faulty>(Read("firstName=Ada&consent-email=yes")).Faults);

    [Fact]
    public void Who_fills_in_what_no_person_sees_is_a_robot() => Assert.IsType<SubmissionReading.Robot>(Read(Good + "&homepage=http://spam.example"));

    [Theory]
    [InlineData("no")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("maybe")]
    public void Nothing_but_yes_is_consent(string said) =>
        Assert.Contains(
            new FormFault("consent-email", FaultKind.NotTicked), Assert.IsType<SubmissionReading.Faulty>(Read($"email=a%40b.it&firstName=A&consent-email={said}")).Faults);

    [Fact]
    public void Every_fault_has_words_in_every_language()
    {
        foreach (var language in new[] { "it", "ko", "en", "de" })
            Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.NotEmpty(FormWords.For(language).Of(kind)));
        Assert.Equal("이메일 주소가 아닙니다.", FormWords.For("ko-KR").Of(FaultKind.NotAnAddress));
    }

    private static SubmissionReading Read(string body) =>
        Submission.Read(Forms.List, Forms.Form, SubmittedFields.Read(null, Encoding.UTF8.GetBytes(body)).Value!, "it");
}
