namespace MailMaker.Core.Delivery.Rates;

/// <summary>How long one step of a ramp-up plan lasts.</summary>
public enum RampPeriod
{
    /// <summary>24 hours.</summary>
    Day,

    /// <summary>60 minutes.</summary>
    Hour,
}
