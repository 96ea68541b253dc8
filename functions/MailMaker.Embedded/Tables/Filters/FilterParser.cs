using System.Globalization;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Filters;

/// <summary>
/// Reads the part of OData that the Table service knows (REST reference, "Querying tables and entities"): comparisons of a property with
/// a typed constant, <c>and</c>, <c>or</c>, <c>not</c> and parentheses; at most 15 comparisons.
/// </summary>
internal ref struct FilterParser
{
    private FilterLexer lexer;
    private int comparisons;

    private FilterParser(string text) => lexer = new FilterLexer(text);

    /// <summary>Reads a filter; null when the text is empty.</summary>
    /// <exception cref="FilterSyntaxException">The service would refuse it.</exception>
    public static FilterNode? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parser = new FilterParser(text);
        parser.lexer.Next();
        var node = parser.ReadOr();
        return parser.lexer.AtEnd ? node : throw parser.Unexpected("the end");
    }

    private FilterNode ReadOr()
    {
        var node = ReadAnd();
        while (Takes("or"))
            node = new FilterNode.Or(node, ReadAnd());
        return node;
    }

    private FilterNode ReadAnd()
    {
        var node = ReadTerm();
        while (Takes("and"))
            node = new FilterNode.And(node, ReadTerm());
        return node;
    }

    private FilterNode ReadTerm()
    {
        if (Takes("not"))
            return new FilterNode.Not(ReadTerm());
        if (!Takes("("))
            return ReadComparison();
        var node = ReadOr();
        return Takes(")") ? node : throw Unexpected(")");
    }

    private FilterNode.Comparison ReadComparison()
    {
        if (++comparisons > EntityLimits.Comparisons)
            throw new FilterSyntaxException($"A filter has at most {EntityLimits.Comparisons} comparisons.");
        if (lexer.Quoted is not null || EntityLimits.FaultOfName(lexer.Word) is not null)
            throw Unexpected("a property name");
        var property = lexer.Word;
        lexer.Next();
        var comparator = lexer.Quoted is not null ? throw Unexpected("a comparison") : lexer.Word switch
        {
            "eq" => Comparator.Equal,
            "ne" => Comparator.NotEqual,
            "gt" => Comparator.Greater,
            "ge" => Comparator.GreaterOrEqual,
            "lt" => Comparator.Less,
            "le" => Comparator.LessOrEqual,
            _ => throw Unexpected("eq, ne, gt, ge, lt or le"),
        };
        lexer.Next();
        var constant = ReadConstant() ?? throw Unexpected("a constant");
        lexer.Next();
        return new FilterNode.Comparison(property, comparator, constant);
    }

    private readonly FilterConstant? ReadConstant() => (lexer.Word, lexer.Quoted) switch
    {
        ("", { } text) => new FilterConstant.Text(text),
        ("datetime", { } text) => ReadInstant(text),
        ("guid", { } text) => Guid.TryParseExact(text, "D", out var guid) ? new FilterConstant.Unique(guid) : null,
        ("X" or "binary", { } text) => ReadBytes(text),
        ("true", null) => new FilterConstant.Truth(true),
        ("false", null) => new FilterConstant.Truth(false),
        (_, null) => ReadNumber(lexer.Word),
        _ => null,
    };

    private static FilterConstant? ReadNumber(string word)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        if (int.TryParse(word, Whole, CultureInfo.InvariantCulture, out var number))
            return new FilterConstant.Whole32(number);
        if (word.EndsWith('L') && long.TryParse(word.AsSpan(..^1), Whole, CultureInfo.InvariantCulture, out var longNumber))
            return new FilterConstant.Whole64(longNumber);
        return word.Length > 0 && (char.IsAsciiDigit(word[0]) || word[0] is '-' or '.') &&
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var floating)
            ? new FilterConstant.Floating(floating)
            : null;
    }

    private static FilterConstant.Instant? ReadInstant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new FilterConstant.Instant(instant.UtcTicks)
            : null;

    private static FilterConstant.Bytes? ReadBytes(string text)
    {
        try
        {
            return new FilterConstant.Bytes(Convert.FromHexString(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool Takes(string word)
    {
        if (lexer.Quoted is not null || lexer.Word != word)
            return false;
        lexer.Next();
        return true;
    }

    private readonly FilterSyntaxException Unexpected(string expected) =>
        new($"At position {lexer.Start} of the filter, {expected} is expected.");
}
