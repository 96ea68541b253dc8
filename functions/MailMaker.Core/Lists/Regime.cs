namespace MailMaker.Core.Lists;

/// <summary>The law that a list is kept under; it sets the defaults of <see cref="ListLaw"/>.</summary>
public enum Regime
{
    /// <summary>The European Union: GDPR and the ePrivacy directive 2002/58/EC.</summary>
    Eu,

    /// <summary>Italy: art. 130 of the Codice privacy, and the Garante's decision 284/2026 on tracking pixels.</summary>
    It,

    /// <summary>Korea: art. 50 of the Act on Promotion of Information and Communications Network Utilization, and arts. 61-62 of its decree.</summary>
    Kr,

    /// <summary>The United States: CAN-SPAM (15 U.S.C. §7704) and, for text messages, TCPA (47 CFR 64.1200).</summary>
    Us,
}
