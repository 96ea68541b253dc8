using MailMaker.Core.Contacts;
using MailMaker.Core.SignUp;
using MailMaker.Core.Tests.SignUp;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Bodies of posted forms in all three notations, the first octet choosing which; what is read goes on to the decision.</summary>
public sealed class FormBodyFuzz : FuzzTarget
{
    private static readonly string[] Types = ["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"a b\""];

    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "&", "=", "+", "%", "%40", "%zz", "%C3", "email", "firstName", "consent-email", "homepage", "shoe", "mobile", "{", "}", "\"", ":", ",", "true", "null", "\\u0000", "\\ud800",
        "1e999", "--x", "--x--", "\r\n", "\r\n\r\n", "\r\n--x\r\n", "Content-Disposition: form-data; name=", "name=\"email\"", "filename=\"", ";", "\0", "é", "😀", "한");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        "0email=ada%40example.com&firstName=Ada&consent-email=yes&shoe=42%2C5&colour=red&mobile=%2B39+333+1234567&birthDate=1.2.1990",
        "1{\"email\":\"ada@example.com\",\"firstName\":\"Ada\",\"consent-email\":true,\"shoe\":42.5}",
        "2--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nada@example.com\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nx\r\n--x--\r\n",
        "3--a b\r\nContent-Disposition: form-data; name=email\r\n\r\na@b.it\r\n--a b--");

    public override void Run(byte[] input)
    {
        var type = Types[input.Length == 0 ? 0 : input[0] % Types.Length];
        var read = SubmittedFields.Read(type, input.AsSpan(Math.Min(1, input.Length)));
        Assert.Equal(read.Value is null, read.Problems.Count > 0);
        if (read.Value is not { } fields)
            return;
        Assert.True(fields.Count <= SubmittedFields.MostFields);
        switch (Submission.Read(Forms.List, Forms.Form, fields, "it"))
        {
            case SubmissionReading.Valid valid:
                Assert.True(EmailAddress.TryParse(valid.Address, out _) && valid.Given.Contains(ConsentPurpose.Email) && valid.Fields.Length <= FieldsJson.MostBytes);
                break;
            case SubmissionReading.Faulty faulty:
                Assert.NotEmpty(faulty.Faults);
                // The page that is answered holds nothing of what was posted as markup.
                Assert.Equal(Tags(new SubmittedFields(), faulty.Faults), Tags(fields, faulty.Faults));
                break;
        }
    }

    private static int Tags(SubmittedFields posted, IReadOnlyList<FormFault> faults) =>
        FormHtml.Write(Forms.List, Forms.Form, "it", "/f/x", "", posted, faults).Count(c => c is '<' or '>');
}
