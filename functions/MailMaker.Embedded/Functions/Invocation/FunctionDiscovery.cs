using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Finds the functions of an app.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every function of the given classes, in order of name.</summary>
    /// <exception cref="FunctionRefusedException">A function is declared wrongly, or two have one name; the message lists all such faults.</exception>
    public static IReadOnlyList<FunctionMethod> In(IEnumerable<Type> types)
    {
        var found = new List<FunctionMethod>();
        var faults = new List<string>();
        foreach (var (type, method, name) in Marked(types))
        {
            try
            {
                found.Add(FunctionMethod.Of(name, type, method));
            }
            catch (FunctionRefusedException e)
            {
                faults.Add(e.Message);
            }
        }

        faults.AddRange(found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Count()} functions are named {g.Key} (names are compared without case)."));
        return faults.Count == 0
            ? [.. found.OrderBy(f => f.Name, StringComparer.Ordinal)]
            : throw new FunctionRefusedException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<(Type Type, MethodInfo Method, string Name)> Marked(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(Any)
        let attribute = method.GetCustomAttribute<FunctionAttribute>()
        where attribute is not null
        select (type, method, attribute.Name);
}
