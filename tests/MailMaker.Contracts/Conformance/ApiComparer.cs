namespace MailMaker.Contracts.Conformance;

/// <summary>
/// Finds what an assembly offers that the packages do not: whoever compiles against the assembly must also compile against the packages.
/// The packages may offer more.
/// </summary>
internal static class ApiComparer
{
    /// <summary>One line for each difference: the member and what the facts say instead.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<ApiType> actual, IEnumerable<ApiType> facts)
    {
        var byName = facts.ToLookup(f => f.FullName, StringComparer.Ordinal);
        return actual.SelectMany(type => byName[type.FullName].ToList() switch
        {
            [] => [$"{type.FullName}: no such public type in the facts."],
            var stated => Compare(type, stated),
        }).ToList();
    }

    // Several fact files may each state a part of one type: extension classes that two packages share.
    private static IEnumerable<string> Compare(ApiType type, List<ApiType> stated)
    {
        var fact = stated[0];
        if (type.Kind != fact.Kind)
            yield return $"{type.FullName}: is a {type.Kind}; the facts say {fact.Kind}.";
        foreach (var word in new[] { "static", "sealed", "abstract" })
        {
            // A class may be sealed or abstract here and open there, not the other way round; static has to agree.
            if (fact.Modifiers.Contains(word) && !type.Modifiers.Contains(word))
                yield return $"{type.FullName}: the facts say {word}.";
        }

        if (type.Modifiers.Contains("static") && !fact.Modifiers.Contains("static"))
            yield return $"{type.FullName}: is static; the facts do not say so.";
        if (type.BaseClass != fact.BaseClass)
            yield return $"{type.FullName}: derives from '{type.BaseClass}'; the facts say '{fact.BaseClass}'.";
        foreach (var one in type.Interfaces.Except(stated.SelectMany(f => f.Interfaces)))
            yield return $"{type.FullName}: implements {one}; the facts do not say so.";
        if (type.Signature != fact.Signature)
            yield return $"{type.FullName}: is {type.Signature}; the facts say {fact.Signature}.";
        foreach (var line in type.Members.SelectMany(m => Compare(type, m, stated.SelectMany(f => f.Members).ToList())))
            yield return line;
    }

    private static IEnumerable<string> Compare(ApiType type, ApiMember member, List<ApiMember> facts)
    {
        var namesakes = facts.Where(f => f.Kind == member.Kind && f.Name == member.Name).ToList();
        if (namesakes.FirstOrDefault(f => f.Signature == member.Signature) is { } fact)
            return Modifiers(type, member, fact);
        var say = namesakes.Count == 0
            ? $"no {member.Kind} of that name"
            : string.Join(" | ", namesakes.Select(n => n.ToString()));
        return [$"{type.FullName}: {member}; the facts say {say}."];
    }

    private static IEnumerable<string> Modifiers(ApiType type, ApiMember member, ApiMember fact)
    {
        if (member.Modifiers.Contains("static") != fact.Modifiers.Contains("static")
            || (fact.Modifiers.Contains("protected") && !member.Modifiers.Contains("protected"))
            || (IsOpenToOverride(member) && !IsOpenToOverride(fact)))
        {
            yield return $"{type.FullName}: {member}; the facts say {fact}.";
        }

        foreach (var accessor in member.Accessors.Where(a => !Allows(fact, a)))
            yield return $"{type.FullName}: {member} has '{accessor}'; the facts say {fact}.";
    }

    private static bool IsOpenToOverride(ApiMember member) => member.Modifiers.Overlaps(["virtual", "abstract", "override"]);

    private static bool Allows(ApiMember fact, string accessor)
    {
        var isProtected = accessor.StartsWith("protected ", StringComparison.Ordinal);
        var word = isProtected ? accessor["protected ".Length..] : accessor;
        var enough = word == "init" ? new[] { "init", "set" } : [word];
        return fact.Accessors.Overlaps(isProtected ? enough.Concat(enough.Select(w => "protected " + w)) : enough);
    }
}
