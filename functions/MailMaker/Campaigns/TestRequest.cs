namespace MailMaker.Campaigns;

/// <summary>Where a test of a campaign goes, and with whose data.</summary>
public sealed record TestRequest : SampleRequest
{
    /// <summary>Addresses and numbers that one test may go to.</summary>
    public const int Most = 10;

    /// <summary>The addresses; nobody else gets anything.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>Mobile numbers, for a campaign that sends text messages.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }
}
