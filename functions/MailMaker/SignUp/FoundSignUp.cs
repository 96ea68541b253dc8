using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>What a confirmation link that works leads to.</summary>
/// <param name="SignUp">The pending sign-up.</param>
/// <param name="List">Its list.</param>
/// <param name="Form">Its form; null when that was removed.</param>
public sealed record FoundSignUp(PendingSignUp SignUp, ContactList List, SignUpForm? Form);
