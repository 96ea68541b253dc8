namespace MailMaker.Core.Imports;

/// <summary>Decides whether a full import may remove what its file lacks without being asked (promise 5 of the design).</summary>
public static class RemovalGuard
{
    /// <summary>Whether someone must approve the removal first.</summary>
    /// <param name="contacts">Contacts that the list had before the import.</param>
    /// <param name="missing">Those of them that the file lacks.</param>
    /// <param name="share">The share of the list, 0 to 1, that may go unasked.</param>
    public static bool MustAsk(long contacts, long missing, double share) => missing > 0 && missing > share * contacts;
}
