using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Contacts;

public class FieldsJsonTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a \"quote\" and a \\ back slash")]
    [InlineData("<b>&amp;'+/</b>")]
    [InlineData("Niccolò 서울 😀 \u2028 \uE000 \uFEFF \u200B")]
    [InlineData("\u007F\u0085\u00A0")]
    public void Both_writers_give_the_same_bytes_and_read_back_the_same_text(string value)
    {
        var text = string.Concat(Enumerable.Repeat(value, 100));
        var fast = new FieldsJsonWriter();
        fast.Begin();
        fast.Add(FieldsJsonWriter.NameOf("email"), "a@example.com");
        fast.Add(FieldsJsonWriter.NameOf("città"), text);
        fast.End();

        var slow = FieldsJson.Write(new FieldOrder(Files.List()), [KeyValuePair.Create("città", text), KeyValuePair.Create("email", "a@example.com")]);

        Assert.Equal(Encoding.UTF8.GetString(slow), Encoding.UTF8.GetString(fast.Written));
        Assert.Equal(text, FieldsJson.ValueOf(slow, "città"));
    }
}
