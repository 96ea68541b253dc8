using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

/// <summary>Messages made at random by Python's <c>email</c> package, which tells what it put in. Where there is no python3, the test says so and looks at nothing.</summary>
public class ForeignMailTests
{
    private const int Mails = 150;
    private const int ReadBack = 100;

    // Python's own random numbers from a fixed seed: the same mails on every machine.
    private const string Script = """
        import base64, email, hashlib, json, random, sys
        from datetime import datetime, timedelta, timezone
        from email.headerregistry import Address
        from email.message import EmailMessage
        from email import policy
        r = random.Random(20240229)
        words = ['news', 'perché', 'città', '한국어', '안내', 'Ünï', 'a,b', '"x"', '(y)', '日本', 'emoji😀', 'e', '=?', 'Привет', "it's", '1;2', '<z>', 'back\\slash']
        def text(n): return ' '.join(r.choice(words) for _ in range(r.randint(1, n)))
        def address(): return Address(r.choice(['', text(2)]), r.choice(['anna', 'a.b', 'x+y', 'a b']), r.choice(['example.com', 'b.example.it']))
        def body(): return '\n'.join(text(30) for _ in range(r.randint(1, 12))) + '\n'
        def attachment(m, files):
            name, data = text(2) + '.bin', bytes(r.randrange(256) for _ in range(r.randint(0, 500)))
            m.add_attachment(data, maintype='application', subtype='octet-stream', filename=name)
            files.append([name, hashlib.sha256(data).hexdigest()])
        def build(depth):
            m, files = EmailMessage(policy=policy.SMTP), []
            subject, senders, to = text(4), [address()], [address() for _ in range(r.randint(1, 6))]
            m['Subject'], m['From'], m['To'] = subject, senders, to
            when = datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=15 * r.randint(-48, 48)))) + timedelta(seconds=r.randrange(800000000))
            m['Date'], m['Message-ID'] = when, '<%d@example.com>' % r.randrange(10**9)
            plain, html = body(), None
            m.set_content(plain, cte=r.choice(['base64', 'quoted-printable', '8bit']) if r.random() < .8 else None)
            if r.random() < .5:
                html = '<p>' + body() + '</p>\n'
                m.add_alternative(html, subtype='html')
            for _ in range(r.choice([0, 0, 1, 2])): attachment(m, files)
            inner = None
            if depth < 3 and r.random() < .3:
                inner_mail, inner = build(depth + 1)
                m.add_attachment(inner_mail)
            return m, dict(subject=subject, sender=[[a.display_name, a.addr_spec] for a in senders], to=[[a.display_name, a.addr_spec] for a in to],
                           date=when.isoformat(), id=m['Message-ID'][1:-1], text=plain, html=html, files=files, inner=inner)
        def pairs(field): return [[a.display_name, a.addr_spec] for a in field.addresses]
        def same(m, facts):
            inner = [p.get_content() for p in m.walk() if p.get_content_type() == 'message/rfc822'][:1]
            return m['Subject'] == facts['subject'] and pairs(m['From']) == facts['sender'] and pairs(m['To']) == facts['to'] and all(same(i, facts['inner']) for i in inner)
        for _ in range(int(sys.argv[1])):
            m, facts = build(0)
            # Its own folding breaks some values. What it does not read back itself is no fact.
            if not same(email.message_from_bytes(m.as_bytes(), policy=policy.SMTP), facts): continue
            print(json.dumps(dict(raw=base64.b64encode(m.as_bytes()).decode(), facts=facts)))
        """;

    [Fact]
    public void What_python_writes_is_read()
    {
        if (Python() is not { } lines)
        {
            Console.WriteLine("Not checked: there is no python3 on this machine.");
            return;
        }

        Assert.True(lines.Count > ReadBack, $"only {lines.Count} mails");
        foreach (var line in lines)
        {
            using var item = JsonDocument.Parse(line);
            Check(InboundMail.Read(item.RootElement.GetProperty("raw").GetBytesFromBase64()), item.RootElement.GetProperty("facts"));
        }
    }

    private static void Check(InboundMail mail, JsonElement facts)
    {
        Assert.Equal(MimeFaults.None, mail.Faults);
        Assert.Equal(facts.GetProperty("subject").GetString(), mail.Subject);
        Assert.Equal(Addresses(facts.GetProperty("sender")), mail.From);
        Assert.Equal(Addresses(facts.GetProperty("to")), mail.To);
        Assert.Equal(DateTimeOffset.Parse(facts.GetProperty("date").GetString()!, CultureInfo.InvariantCulture), mail.Date);
        Assert.Equal(facts.GetProperty("id").GetString(), mail.MessageId);
        Assert.Equal(facts.GetProperty("text").GetString(), Lines(mail.BodyText()));
        Assert.Equal(facts.GetProperty("html").GetString(), Lines(mail.BodyHtml()));
        Assert.Equal(
            facts.GetProperty("files").EnumerateArray().Select(f => (f[0].GetString(), f[1].GetString())),
            mail.Parts.Where(p => p.FileName is not null).Select(p => (p.FileName, (string?)Convert.ToHexStringLower(SHA256.HashData(p.Decode().Span)))));
        var inner = mail.Parts.SingleOrDefault(p => p.Message is not null)?.Message;
        Assert.Equal(facts.GetProperty("inner").ValueKind == JsonValueKind.Null, inner is null);
        if (inner is not null)
            Check(inner, facts.GetProperty("inner"));
    }

    private static IEnumerable<Mailbox> Addresses(JsonElement pairs) => pairs.EnumerateArray().Select(p => new Mailbox(p[0].GetString()!, p[1].GetString()!));

    // Python writes a body's last line end before the delimiter that takes it away.
    private static string? Lines(string? text) => text is null ? null : text.ReplaceLineEndings("\n") is var lines && lines.EndsWith('\n') ? lines : lines + "\n";

    private static List<string>? Python()
    {
        var start = new ProcessStartInfo("python3", ["-c", Script, Mails.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        try
        {
            using var python = Process.Start(start)!;
            var lines = python.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            python.WaitForExit();
            return python.ExitCode == 0 ? [.. lines] : throw new InvalidOperationException("python3 failed");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
