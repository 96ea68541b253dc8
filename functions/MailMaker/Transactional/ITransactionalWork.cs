using MailMaker.Core.Delivery;

namespace MailMaker.Transactional;

/// <summary>A kind of work on the transactional lane, mostly one mail. It may be run again after a crash at any line.</summary>
public interface ITransactionalWork
{
    /// <summary>What messages call it.</summary>
    string Kind { get; }

    /// <summary>Does it.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="cancellationToken">Stops it; it is run again then.</param>
    /// <returns>What the channel answered; null when there was nothing to hand over.</returns>
    Task<HandOver?> RunAsync(string key, CancellationToken cancellationToken);
}
