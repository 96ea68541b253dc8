using System.Collections.Frozen;

namespace MailMaker.Core.Contacts;

/// <summary>ISO 3166-1 countries: their alpha-2 codes, and alpha-3 codes and names (English, Italian, Korean) of those that files name most.</summary>
public static class Countries
{
    private const string Codes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
        + "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO "
        + "JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
        + "NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV "
        + "TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

    private const string Names =
        "IT ita italy italia 이탈리아;KR kor korea south-korea republic-of-korea corea corea-del-sud 대한민국 한국;US usa united-states united-states-of-america stati-uniti "
        + "stati-uniti-d'america 미국;GB gbr uk united-kingdom great-britain england regno-unito inghilterra 영국;DE deu germany germania deutschland 독일;FR fra france francia 프랑스;"
        + "ES esp spain spagna españa 스페인;PT prt portugal portogallo 포르투갈;CH che switzerland svizzera schweiz suisse 스위스;AT aut austria österreich 오스트리아;BE bel belgium belgio 벨기에;"
        + "NL nld netherlands the-netherlands holland paesi-bassi olanda 네덜란드;LU lux luxembourg lussemburgo;IE irl ireland irlanda 아일랜드;DK dnk denmark danimarca 덴마크;"
        + "SE swe sweden svezia 스웨덴;NO nor norway norvegia 노르웨이;FI fin finland finlandia 핀란드;IS isl iceland islanda;PL pol poland polonia 폴란드;CZ cze czechia czech-republic repubblica-ceca "
        + "체코;SK svk slovakia slovacchia;HU hun hungary ungheria 헝가리;RO rou romania 루마니아;BG bgr bulgaria;GR grc greece grecia 그리스;HR hrv croatia croazia;SI svn slovenia;RS srb serbia;"
        + "AL alb albania;MK mkd north-macedonia macedonia macedonia-del-nord;BA bih bosnia bosnia-and-herzegovina bosnia-ed-erzegovina;ME mne montenegro;XK kosovo;TR tur turkey türkiye "
        + "turchia 터키;UA ukr ukraine ucraina 우크라이나;RU rus russia russian-federation federazione-russa 러시아;MD mda moldova moldavia;EE est estonia;LV lva latvia lettonia;LT ltu lithuania "
        + "lituania;MT mlt malta;CY cyp cyprus cipro;SM smr san-marino;VA vat vatican vatican-city città-del-vaticano;MC mco monaco;LI lie liechtenstein;JP jpn japan giappone 일본;CN chn "
        + "china cina 중국;TW twn taiwan 대만;HK hkg hong-kong 홍콩;SG sgp singapore 싱가포르;MY mys malaysia malesia 말레이시아;TH tha thailand thailandia tailandia 태국;VN vnm vietnam "
        + "viet-nam 베트남;PH phl philippines filippine 필리핀;ID idn indonesia 인도네시아;IN ind india 인도;PK pak pakistan;BD bgd bangladesh;LK lka sri-lanka;MN mng mongolia 몽골;KZ kaz "
        + "kazakhstan;UZ uzb uzbekistan 우즈베키스탄;AU aus australia 호주;NZ nzl new-zealand nuova-zelanda 뉴질랜드;CA can canada 캐나다;MX mex mexico messico 멕시코;BR bra brazil brasile brasil 브라질;AR arg "
        + "argentina 아르헨티나;CL chl chile cile 칠레;CO col colombia;PE per peru perù 페루;VE ven venezuela;EC ecu ecuador;UY ury uruguay;CU cub cuba;EG egy egypt egitto 이집트;MA mar morocco "
        + "marocco;TN tun tunisia;DZ dza algeria;LY lby libya libia;NG nga nigeria;KE ken kenya;ET eth ethiopia etiopia;SN sen senegal;GH gha ghana;ZA zaf south-africa sudafrica 남아프리카공화국;"
        + "IL isr israel israele 이스라엘;SA sau saudi-arabia arabia-saudita 사우디아라비아;AE are uae united-arab-emirates emirati-arabi-uniti 아랍에미리트;QA qat qatar;KW kwt kuwait;IR irn iran;IQ irq "
        + "iraq;JO jor jordan giordania;LB lbn lebanon libano;KP prk north-korea corea-del-nord 북한";

    private static readonly FrozenDictionary<string, string> All = Build();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The alpha-2 code of a code or name; null when it is not known.</summary>
    public static string? CodeOf(ReadOnlySpan<char> text)
    {
        if (Lookup.TryGetValue(text, out var code))
            return code;
        if (text.Length > 60 || !text.Contains(' '))
            return null;
        Span<char> joined = stackalloc char[text.Length];
        text.Replace(joined, ' ', '-');
        return Lookup.TryGetValue(joined, out code) ? code : null;
    }

    private static FrozenDictionary<string, string> Build()
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var code in Codes.Split(' '))
            all[code] = code;
        foreach (var line in Names.Split(';'))
        {
            var words = line.Split(' ');
            foreach (var word in words)
                all[word] = words[0];
        }

        return all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
