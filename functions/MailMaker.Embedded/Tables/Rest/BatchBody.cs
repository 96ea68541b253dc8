using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>
/// A transaction as the service reads and answers it (REST reference, "Performing entity group transactions"): HTTP requests and
/// responses as parts of a multipart body in a multipart body.
/// </summary>
internal sealed class BatchBody
{
    private readonly string batch = "batch_" + Guid.NewGuid();
    private readonly string changes = "changeset_" + Guid.NewGuid();
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>An empty transaction.</summary>
    public BatchBody() => Write($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");

    /// <summary>The body's type.</summary>
    public string ContentType => $"multipart/mixed; boundary={batch}";

    /// <summary>Adds the request of one action.</summary>
    public void Add(string method, Uri address, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        text.Append(CultureInfo.InvariantCulture, $"{method} {address.AbsoluteUri} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        Write(text.Append("\r\n").ToString());
        bytes.Write(body);
        Write("\r\n");
    }

    /// <summary>The whole body.</summary>
    public byte[] End()
    {
        Write($"--{changes}--\r\n--{batch}--\r\n");
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The responses in an answer: one for each action, or one for the action that failed.</summary>
    public static List<PartResponse> Read(string answer)
    {
        var found = new List<PartResponse>();
        var lines = answer.Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
                found.Add(ReadPart(lines, ref i));
        }

        return found;
    }

    private static PartResponse ReadPart(string[] lines, ref int i)
    {
        var status = lines[i].Split(' ', 3);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (i++; i < lines.Length && lines[i].Length > 0; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[lines[i][..colon]] = lines[i][(colon + 1)..].Trim();
        }

        var body = new StringBuilder();
        for (; i + 1 < lines.Length && !lines[i + 1].StartsWith("--", StringComparison.Ordinal); i++)
            body.AppendLine(lines[i + 1]);
        return new PartResponse(int.Parse(status[1], CultureInfo.InvariantCulture), status.ElementAtOrDefault(2) ?? "", headers, body.ToString());
    }

    private void Write(string text) => bytes.Write(Encoding.UTF8.GetBytes(text));
}
