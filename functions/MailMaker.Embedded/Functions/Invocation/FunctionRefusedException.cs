namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>The app does not start because of how a function is declared; the message names the function and says what to change.</summary>
internal sealed class FunctionRefusedException(string message) : InvalidOperationException(message);
