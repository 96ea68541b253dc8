namespace MailMaker.Core.Contacts;

/// <summary>
/// Mobile ranges by country, from the national numbering plans that the ITU publishes (E.164 §6): region, country code, trunk prefixes,
/// ranges as leading digits and the national number's length, exit codes other than 00.
/// </summary>
internal static class NumberingPlanTable
{
    public const string Rows = """
        IT 39 - 3:9-10
        VA 39 - 3:9-10
        SM 378 - 6[16]:8
        KR 82 0 10:10 1[16789]:9-10 >001/002/00700
        US 1 1 [2-9]:10 >011
        CA 1 1 [2-9]:10 >011
        GB 44 0 7[1-57-9]:10 7624:10
        DE 49 0 15:10-11 16[023]:9-10 17:10-11
        FR 33 0 [67]:9
        ES 34 - [67]:9
        PT 351 - 9[1236]:9
        CH 41 0 7[5-9]:9
        AT 43 0 6[5-9]:7-13
        NL 31 0 6[1-58]:9
        BE 32 0 4[5-9]:9
        AR 54 0 9:11
        JP 81 0 [7-9]0:10 >010
        CN 86 0 1[3-9]:11
        """;
}
