namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Fires the functions of one trigger.</summary>
internal interface ITriggerListener
{
    /// <summary>Begins to fire. Called once, after every function is registered and every hosted service of the app has started.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes no new work from this call on; completes when no invocation of this trigger runs any more. Called once,
    /// after <see cref="StopSignals.Stopping"/> is cancelled, also when the start failed half-way.
    /// </summary>
    Task StopAsync();
}
