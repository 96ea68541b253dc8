namespace MailMaker.Contracts.Durable;

/// <summary>Stands for the end of the process: whatever was to be written is not.</summary>
internal sealed class ProcessEndedException : Exception;
