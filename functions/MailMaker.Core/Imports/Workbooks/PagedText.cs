using System.Runtime.InteropServices;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// Text that is added at its end and read anywhere, in memory while it is small; what is larger goes into a spool, with the last used pages kept.
/// So a workbook's shared strings take 16 MiB at most, whether it has a thousand or ten million.
/// </summary>
/// <param name="spool">Makes an empty spool, seekable, gone when it is closed.</param>
internal sealed class PagedText(Func<Stream> spool) : IDisposable
{
    private const int PageSize = 32 * 1024; // characters
    private const int Slots = 256;

    private readonly char[]?[] slots = new char[]?[Slots];
    private readonly long[] held = new long[Slots];
    private Stream? file;
    private long inFile; // pages

    /// <summary>Characters added so far.</summary>
    public long Length { get; private set; }

    /// <summary>Adds text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var at = (int)(Length % PageSize);
            var page = at == 0 ? NewPage(Length / PageSize) : Page(Length / PageSize);
            var count = Math.Min(text.Length, PageSize - at);
            text[..count].CopyTo(page.AsSpan(at));
            text = text[count..];
            Length += count;
            if (file is not null && Length % PageSize == 0)
                Write((Length / PageSize) - 1);
        }
    }

    /// <summary>Copies text from a place.</summary>
    public void CopyTo(long from, Span<char> to)
    {
        while (!to.IsEmpty)
        {
            var at = (int)(from % PageSize);
            var count = Math.Min(to.Length, PageSize - at);
            Page(from / PageSize).AsSpan(at, count).CopyTo(to);
            to = to[count..];
            from += count;
        }
    }

    /// <inheritdoc />
    public void Dispose() => file?.Dispose();

    private char[] NewPage(long number)
    {
        if (number == Slots)
        {
            // No room any more: from here on every full page is in the spool.
            file = spool();
            for (var page = 0; page < Slots; page++)
                Write(page);
        }

        var slot = (int)(number % Slots);
        held[slot] = number;
        return slots[slot] ??= new char[PageSize];
    }

    private char[] Page(long number)
    {
        var slot = (int)(number % Slots);
        var page = slots[slot]!;
        if (held[slot] == number)
            return page;
        // The page that is being filled is in no file yet.
        if (held[slot] >= inFile)
            Write(held[slot]);
        file!.Position = number * PageSize * sizeof(char);
        file.ReadExactly(MemoryMarshal.AsBytes(page.AsSpan()));
        held[slot] = number;
        return page;
    }

    private void Write(long number)
    {
        file!.Position = number * PageSize * sizeof(char);
        file.Write(MemoryMarshal.AsBytes(slots[(int)(number % Slots)].AsSpan()));
        inFile = Math.Max(inFile, number + 1);
    }
}
