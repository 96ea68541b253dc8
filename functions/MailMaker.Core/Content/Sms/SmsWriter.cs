namespace MailMaker.Core.Content.Sms;

/// <summary>Takes a rendered message, and no more than one may have: a template that multiplies itself stops here.</summary>
/// <param name="longest">Characters it takes.</param>
internal sealed class SmsWriter(int longest) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    private void Check(int more)
    {
        if (GetStringBuilder().Length + more > longest)
            throw new SmsTooLongException();
    }
}
