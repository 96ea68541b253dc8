using static MailMaker.Core.Tests.Imports.Workbooks.Workbooks;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Workbooks, old and new, and archives as files: what is packed, and how.</summary>
public sealed class XlsxFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        "PK\u0003\u0004"u8.ToArray(), "PK\u0001\u0002"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), "PK\u0006\u0006"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x1F, 0x8B, 0x08],
        [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0xFE, 0xFF, 0xFF, 0xFF], [0x09, 0x08], [0x85, 0x00], [0xFC, 0x00], [0x08, 0x00], [0x09, 0x00], [0x01], .. Utf8("[Content_Types].xml", "xl/workbook.xml"),
    ];

    protected override IReadOnlyList<string> Material => ["xlsx"];

    protected override IReadOnlyList<byte[]> OwnSamples { get; } =
    [
        Old, Of(Row(1, "email", "nome") + Row(2, "a@example.com", "Ada"), ["x"], ["dd/mm/yyyy"]), Gzip("email\na@example.com\n"u8.ToArray()), Zip([("a.csv", "email\na@example.com\n"u8.ToArray())]),
        Zip([("a.xls", Old)]),
    ];

    public override void Run(byte[] input) => ContactFileWalk.Through(input);
}
