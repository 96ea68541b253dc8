namespace MailMaker.Core.SignUp;

/// <summary>What a posted form turns out to be.</summary>
public abstract record SubmissionReading
{
    private SubmissionReading()
    {
    }

    /// <summary>A sign-up to confirm.</summary>
    /// <param name="Address">The e-mail address in canonical form.</param>
    /// <param name="Fields">The fields that were filled in, as kept, consents not among them.</param>
    /// <param name="Given">The purposes that were ticked.</param>
    public sealed record Valid(string Address, byte[] Fields, IReadOnlyList<ConsentPurpose> Given) : SubmissionReading;

    /// <summary>Faults to mend.</summary>
    /// <param name="Faults">Each field's.</param>
    public sealed record Faulty(IReadOnlyList<FormFault> Faults) : SubmissionReading;

    /// <summary>A robot fell for the field that no person sees: it is told that all is well, and nothing is done.</summary>
    public sealed record Robot : SubmissionReading;
}
