using System.Text;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class SubmittedFieldsTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json; charset=utf-8";
    private const string Multipart = "multipart/form-data; boundary=\"--x\"";

    [Fact]
    public void A_form_is_read_with_its_escapes()
    {
        var fields = Read(Form, "email=a%40b.it&name=Ada+%EC%88%98&flag&x=1=2&&bad=%zz%4");

        Assert.Equal(("a@b.it", "Ada 수", "", "1=2", "%zz%4"), (fields["email"], fields["NAME"], fields["flag"], fields["x"], fields["bad"]));
    }

    [Fact]
    public void Json_is_read_with_numbers_and_truth()
    {
        var fields = Read(Json, """{"email":"a@b.it","shoe":42.5,"consent-email":true,"consent-sms":false,"x":null}""");

        Assert.Equal(("a@b.it", "42.5", "true", "", ""), (fields["email"], fields["shoe"], fields["consent-email"], fields["consent-sms"], fields["x"]));
    }

    [Fact]
    public void Multipart_is_read_and_files_are_passed_over()
    {
        var fields = Read(
            Multipart,
            "----x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b.it\r\n----x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nsecret\r\n----x\r\nContent-Disposition: form-data; name=\"la%22b;c\"\r\n\r\nzwei\r\nZeilen\r\n----x--\r\n");

        Assert.Equal(("a@b.it", "", "zwei\r\nZeilen", 2), (fields["email"], fields["f"], fields["la\"b;c"], fields.Count));
    }

    [Theory]
    [InlineData("text/plain", "email=a", "Send application/x-www-form-urlencoded")]
    [InlineData(Json, "[1]", "not an object")]
    [InlineData(Json, """{"a":{"b":1}}""", "neither text")]
    [InlineData(Json, """{"a":1} x""", "not valid JSON")]
    [InlineData(Json, """{"a":"\ud800"}""", "not valid JSON")]
    [InlineData("multipart/form-data", "--x", "no boundary")]
    [InlineData(Multipart, "----x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b.it", "cut off")]
    [InlineData(Multipart, "email=a", "does not begin")]
    [InlineData(Multipart, "----x\r\nContent-Type: text/plain\r\n\r\na\r\n----x--", "no name")]
    public void What_is_no_form_is_refused_with_its_reason(string type, string body, string reason)
    {
        var read = SubmittedFields.Read(type, Encoding.UTF8.GetBytes(body));

        Assert.Null(read.Value);
        Assert.Contains(reason, Assert.Single(read.Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Contains("over 65536 bytes", Refusal(new string('a', SubmittedFields.MostBytes + 1)), StringComparison.Ordinal);
        Assert.Contains("more than 100 fields", Refusal(string.Join('&', Enumerable.Range(0, 101).Select(i => $"f{i}=1"))), StringComparison.Ordinal);
        Assert.Contains("name is over 100", Refusal(new string('n', 101) + "=1"), StringComparison.Ordinal);
        Assert.Contains("value is over 8000", Refusal("a=" + new string('v', 8_001)), StringComparison.Ordinal);
        Assert.Equal(100, Read(Form, string.Join('&', Enumerable.Range(0, 100).Select(i => $"f{i}=1"))).Count);
    }

    private static SubmittedFields Read(string type, string body) => SubmittedFields.Read(type, Encoding.UTF8.GetBytes(body)).Value!;

    private static string Refusal(string body) => Assert.Single(SubmittedFields.Read(Form, Encoding.UTF8.GetBytes(body)).Problems).Detail;
}
