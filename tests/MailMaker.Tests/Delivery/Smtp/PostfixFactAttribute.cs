namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>A test that needs a real postfix, which only root can start: elsewhere it is reported as skipped, with what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute()
    {
        if (!PostfixRelay.IsInstalled)
            Skip = "postfix is not installed: install postfix.";
        else if (Environment.UserName != "root")
            Skip = "postfix is started by root only.";
    }
}
