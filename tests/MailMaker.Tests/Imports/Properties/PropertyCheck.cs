using FsCheck;
using FsCheck.Fluent;

namespace MailMaker.Tests.Imports.Properties;

/// <summary>Checks a property of asynchronous code on generated cases, and shrinks a case that fails.</summary>
internal static class PropertyCheck
{
    /// <summary>Runs the cases; what <paramref name="holds"/> throws is the failure.</summary>
    public static void Run<T>(Gen<T> cases, Func<T, IEnumerable<T>> shrink, int most, Func<T, Task> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(most).WithEndSize(20),
        Prop.ForAll(Arb.From(cases, shrink), c =>
        {
            Task.Run(() => holds(c)).GetAwaiter().GetResult();
            return true;
        }));

    /// <summary>The list with one element less, each in turn.</summary>
    public static IEnumerable<IReadOnlyList<T>> OneLess<T>(IReadOnlyList<T> list)
    {
        for (var i = 0; i < list.Count; i++)
            yield return [.. list.Take(i), .. list.Skip(i + 1)];
    }
}
