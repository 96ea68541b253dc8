using HandlebarsDotNet;

namespace MailMaker.Core.Content.Helpers;

/// <summary>What helpers make of their arguments: a field that the contact does not have is empty text.</summary>
internal static class HelperText
{
    /// <summary>The text of an argument.</summary>
    public static string Of(object? argument) => argument is null or UndefinedBindingResult ? "" : argument.ToString() ?? "";

    /// <summary>The text of an argument by its place; null when there are fewer. Named arguments don't count.</summary>
    public static string? At(in Arguments arguments, int place) => place < Count(arguments) ? Of(arguments[place]) : null;

    /// <summary>How many arguments have no name.</summary>
    public static int Count(in Arguments arguments) => arguments.Length - (arguments.Length > 0 && ReferenceEquals(arguments.Hash, arguments[arguments.Length - 1]) ? 1 : 0);

    /// <summary>The text of a named argument; null when there is none.</summary>
    public static string? Named(in Arguments arguments, string name) =>
        arguments.Hash is { } hash && hash.TryGetValue(name, out var value) ? Of(value) : null;
}
