namespace MailMaker.Core.SignUp;

/// <summary>The consent texts of a form as they stood from one moment on. Versions are never changed or removed: evidence refers to them.</summary>
/// <param name="Version">Counts from 1 within the form.</param>
/// <param name="Since">When it was published.</param>
/// <param name="Consents">The texts.</param>
public sealed record ConsentTextVersion(int Version, DateTimeOffset Since, IReadOnlyList<ConsentText> Consents)
{
    /// <summary>Whether it asks for just this.</summary>
    public bool SaysTheSameAs(IReadOnlyList<ConsentText> consents) =>
        Consents.Count == consents.Count && Consents.Zip(consents).All(pair => pair.First.SaysTheSameAs(pair.Second));
}
