using System.Text;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Contact files as text: encodings, delimiters, quotes, headings, values.</summary>
public sealed class CsvFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. Utf8(
            ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", "\n\n", " ", "\u00A0", "sep=;\n", "email", "nome", "이메일", "a@example.com", "a@example.com,Ada\n", "31/12/1980", "31 dicembre 1980",
            "1980년 12월 31일", "1.234,5", "-", "+39 333 1234567", "010-1234-5678", "sì", "é", "한", "😀", "\0", "\uFFFF", "<html>", "Totale", new string('x', 5_000)),
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF], [0x80], [0xB0, 0xA1], [0xC3], [0x1F, 0x8B, 0x08], [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
    ];

    protected override IReadOnlyList<string> Material => ["csv-*"];

    protected override IReadOnlyList<byte[]> OwnSamples { get; } =
    [
        .. Utf8(
            "email;nome;data di nascita;cellulare;punti;note\na@example.com;Ada;31/12/1980;333 1234567;1.234,5;\"one\n\"\"two\"\"\"\r\nb@example.com;;;;;\n",
            "Clienti\n\nfkey,email,mobile,gender,consent\n1,a@example.com,+393331234567,f,yes\nTotale,,,,\n"),
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("이메일\t이름\na@example.com\t김민준\n")).ToArray(),
        CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes("이메일,이름,생년월일\na@example.kr,김민준,80.12.31\n"),
    ];

    public override void Run(byte[] input) => ContactFileWalk.Through(input);
}
