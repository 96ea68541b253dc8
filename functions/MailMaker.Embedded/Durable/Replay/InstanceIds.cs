namespace MailMaker.Embedded.Durable.Replay;

/// <summary>The rules for instance ids: the stricter of the service's two storage providers in each point.</summary>
internal static class InstanceIds
{
    private const int Longest = 100;

    /// <summary>Checks an id.</summary>
    /// <exception cref="ArgumentException">It is empty, longer than 100 characters, begins with @, or holds / \ # ? or anything but printable ASCII.</exception>
    public static void Check(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > Longest)
            throw new ArgumentException($"An instance id has at most {Longest} characters.", nameof(id));
        if (id[0] == '@')
            throw new ArgumentException("An instance id must not begin with @: such ids are entities'.", nameof(id));
        if (id.Any(c => c is '/' or '\\' or '#' or '?' or < ' ' or > '~'))
            throw new ArgumentException("An instance id consists of printable ASCII characters without / \\ # ?", nameof(id));
    }
}
