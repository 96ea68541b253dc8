namespace MailMaker.Core.Content.Helpers;

/// <summary>The languages that dates and numbers are written in.</summary>
internal static class WrittenLanguages
{
    /// <summary>What is written where nobody knows the language.</summary>
    public static WrittenLanguage English { get; } = Language(
        "en", "January February March April May June July August September October November December", "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Sun Mon Tue Wed Thu Fri Sat",
        "MM/DD/YYYY", "MMMM D, YYYY", "dddd, MMMM D, YYYY", ",", ".", "{1}{0}");

    private static readonly WrittenLanguage Portuguese = Language(
        "pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro", "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.", "dom. seg. ter. qua. qui. sex. sáb.",
        "DD/MM/YYYY", "D 'de' MMMM 'de' YYYY", "dddd, D 'de' MMMM 'de' YYYY", ".", ",", "{1}\u00a0{0}");

    /// <summary>The others: the ways of a country stand before the language.</summary>
    public static IReadOnlyList<WrittenLanguage> Others { get; } =
    [
        English with { Code = "en-gb", ShortMonths = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".Split(' '), ShortDate = "DD/MM/YYYY", LongDate = "D MMMM YYYY", FullDate = "dddd, D MMMM YYYY" },
        Portuguese with { Code = "pt-pt", Group = "\u00a0", Money = "{0}\u00a0{1}" },
        Portuguese,
        Language(
            "it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "domenica lunedì martedì mercoledì giovedì venerdì sabato",
            "gen feb mar apr mag giu lug ago set ott nov dic", "dom lun mar mer gio ven sab",
            "DD/MM/YYYY", "D MMMM YYYY", "dddd D MMMM YYYY", ".", ",", "{0}\u00a0{1}"),
        Language(
            "ko", "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월", "일요일 월요일 화요일 수요일 목요일 금요일 토요일",
            "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월", "일 월 화 수 목 금 토",
            "YYYY. M. D.", "YYYY년 MMMM D일", "YYYY년 MMMM D일 dddd", ",", ".", "{1}{0}"),
        Language(
            "de", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember", "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
            "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", "So. Mo. Di. Mi. Do. Fr. Sa.",
            "DD.MM.YYYY", "D. MMMM YYYY", "dddd, D. MMMM YYYY", ".", ",", "{0}\u00a0{1}"),
        Language(
            "fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "dimanche lundi mardi mercredi jeudi vendredi samedi",
            "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "dim. lun. mar. mer. jeu. ven. sam.",
            "DD/MM/YYYY", "D MMMM YYYY", "dddd D MMMM YYYY", "\u202f", ",", "{0}\u00a0{1}"),
        Language(
            "es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "domingo lunes martes miércoles jueves viernes sábado",
            "ene feb mar abr may jun jul ago sept oct nov dic", "dom lun mar mié jue vie sáb",
            "DD/MM/YYYY", "D 'de' MMMM 'de' YYYY", "dddd, D 'de' MMMM 'de' YYYY", ".", ",", "{0}\u00a0{1}"),
        Language(
            "nl", "januari februari maart april mei juni juli augustus september oktober november december", "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
            "jan feb mrt apr mei jun jul aug sep okt nov dec", "zo ma di wo do vr za",
            "DD-MM-YYYY", "D MMMM YYYY", "dddd D MMMM YYYY", ".", ",", "{1}\u00a0{0}"),
        Language(
            "pl", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia", "niedziela poniedziałek wtorek środa czwartek piątek sobota",
            "sty lut mar kwi maj cze lip sie wrz paź lis gru", "niedz. pon. wt. śr. czw. pt. sob.",
            "DD.MM.YYYY", "D MMMM YYYY", "dddd, D MMMM YYYY", "\u00a0", ",", "{0}\u00a0{1}"),
        Language(
            "ja", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
            "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "日 月 火 水 木 金 土",
            "YYYY/MM/DD", "YYYY年MMMMD日", "YYYY年MMMMD日dddd", ",", ".", "{1}{0}"),
    ];

    // Names of months and days with spaces between, since no language here has one within.
    private static WrittenLanguage Language(
        string code, string months, string days, string shortMonths, string shortDays, string shortDate, string longDate, string fullDate, string group, string decimals, string money) =>
        new(code, months.Split(' '), days.Split(' '), shortMonths.Split(' '), shortDays.Split(' '), shortDate, longDate, fullDate, group, decimals, money);
}
