namespace MailMaker.Core.Imports.Packing;

/// <summary>How much a packed file may still unpack to: all of it together, and against its packed size. Not safe for use by two threads.</summary>
/// <param name="packedBytes">Bytes of the file as it came; negative when it is not known, which leaves the total alone as the limit.</param>
internal sealed class UnpackBudget(long packedBytes)
{
    private long unpacked;

    /// <summary>Takes bytes off, or refuses the file.</summary>
    public void Take(int bytes)
    {
        unpacked += bytes;
        if (unpacked > FileLimits.MostUnpackedBytes)
            throw new DamagedFileException("Unpacked, the file is larger than 4 GiB.");
        if (packedBytes >= 0 && unpacked > FileLimits.FreeUnpackedBytes && unpacked / FileLimits.MostRatio > packedBytes)
            throw new DamagedFileException($"Unpacked, the file is more than {FileLimits.MostRatio} times its size: that is no contact file.");
    }
}
