namespace MailMaker.Core.SignUp;

/// <summary>What is wrong with a field of a posted form.</summary>
public enum FaultKind
{
    /// <summary>It must be filled in.</summary>
    Missing,

    /// <summary>It must be ticked.</summary>
    NotTicked,

    /// <summary>Not an e-mail address.</summary>
    NotAnAddress,

    /// <summary>Not a mobile number.</summary>
    NotAMobile,

    /// <summary>Not a date.</summary>
    NotADate,

    /// <summary>Not a number.</summary>
    NotANumber,

    /// <summary>None of the choices.</summary>
    NotAChoice,

    /// <summary>Too long.</summary>
    TooLong,

    /// <summary>Not valid in another way.</summary>
    NotValid,

    /// <summary>The form was posted faster than a person can fill it in, or the page is older than a day.</summary>
    TooQuick,

    /// <summary>The captcha was not solved.</summary>
    NotHuman,

    /// <summary>All fields together are too long.</summary>
    TooMuch,
}
