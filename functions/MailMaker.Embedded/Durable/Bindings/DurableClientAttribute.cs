using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a <see cref="DurableTask.Client.DurableTaskClient"/> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; null: the app's.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Name of the connection setting; null: the app's.</summary>
    public string? ConnectionName { get; set; }
}
