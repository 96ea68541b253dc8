namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Fires the functions of one trigger. Takes no new work once <see cref="StopSignals.Stopping"/> is cancelled.</summary>
internal interface ITriggerListener
{
    /// <summary>Begins to fire. Called once, after every function is registered and every hosted service of the app has started.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Completes when no invocation of this trigger runs any more. Called after the stop signal; never throws.</summary>
    Task DrainedAsync();
}
