using System.Text;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Content;

/// <summary>A run of a template's own text, encoded once for all the mails it stands in.</summary>
internal sealed class StaticPiece
{
    /// <summary>Encodes a text.</summary>
    public StaticPiece(string text)
    {
        Text = text;
        Octets = TextOctets.WithLineBreaks(Encoding.UTF8.GetBytes(text));
        Escaped = QuotedPrintable.CountEscaped(Octets);
        var room = new byte[QuotedPrintable.Bound(Octets.Length, Octets.Length)];
        var lines = new QuotedLines(room);
        lines.Write(Octets);
        Quoted = room[..lines.Length];
        EndColumn = lines.Column;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>UTF-8 with CRLF line breaks.</summary>
    public byte[] Octets { get; }

    /// <summary>Quoted-printable, from the beginning of a line on; its last line is open.</summary>
    public byte[] Quoted { get; }

    /// <summary>Octets of its last line.</summary>
    public int EndColumn { get; }

    /// <summary>Octets that take three in quoted-printable.</summary>
    public int Escaped { get; }
}
