namespace MailMaker.Core.SignUp;

/// <summary>Which sign-up a confirmation link confirms, and until when. Holds no address and no list.</summary>
/// <param name="SignUp">The pending sign-up.</param>
/// <param name="ExpiresAt">When it stops working, in whole minutes.</param>
public sealed record ConfirmationLink(Guid SignUp, DateTimeOffset ExpiresAt);
