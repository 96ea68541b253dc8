namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>What a scripted server does at a step.</summary>
internal abstract record FakeAct
{
    /// <summary>What the step is for.</summary>
    public static readonly FakeAct Proceed = new Going();

    /// <summary>Closes the connection without a word.</summary>
    public static readonly FakeAct Disconnect = new Closing();

    /// <summary>Says nothing more, and keeps the connection.</summary>
    public static readonly FakeAct Stall = new Standing();

    /// <summary>At the end of a mail: takes it and closes without the answer (a lost 250).</summary>
    public static readonly FakeAct TakeAndVanish = new Vanishing();

    /// <summary>Answers with these lines.</summary>
    public static FakeAct Say(string text) => new Saying(text, false);

    /// <summary>Answers with these lines and closes.</summary>
    public static FakeAct SayAndClose(string text) => new Saying(text, true);

    /// <summary>Answers as it should, an octet at a time.</summary>
    public static readonly FakeAct Drip = new Dripping();

    internal sealed record Going : FakeAct;

    internal sealed record Closing : FakeAct;

    internal sealed record Standing : FakeAct;

    internal sealed record Vanishing : FakeAct;

    internal sealed record Dripping : FakeAct;

    internal sealed record Saying(string Text, bool Closes) : FakeAct;
}
