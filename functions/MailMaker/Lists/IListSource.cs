using MailMaker.Core.Lists;

namespace MailMaker.Lists;

/// <summary>Where list definitions are read from.</summary>
public interface IListSource
{
    /// <summary>The list as it is defined now; null when there is no such account or list, or when it is being deleted.</summary>
    Task<ContactList?> ListAsync(string account, string list, CancellationToken cancellationToken);
}
