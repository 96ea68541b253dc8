using System.Security.Cryptography;
using System.Text;

namespace MailMaker.PublicPages;

/// <summary>
/// The style sheet of public pages. Colours of text and lines keep WCAG 2.2 AA on light and dark grounds whatever the brand's colour is, since the brand colours only
/// the band and the buttons, and their text is black or white by contrast. Nothing moves, so there is nothing to reduce; all sizes follow the reader's own.
/// </summary>
internal static class PageStyle
{
    private const string Rules =
        "*{box-sizing:border-box}"
        + "body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}"
        + "header,main,footer{padding:1rem max(1rem,calc((100% - 36rem)/2))}"
        + "header{background:var(--brand);color:var(--on-brand);border-bottom:1px solid var(--line)}"
        + "header p{margin:0;font-size:1.25rem;font-weight:600}"
        + "header img{display:block;max-width:100%;max-height:4rem;padding:.25rem;background:#fff}"
        + "h1{font-size:1.5rem;line-height:1.25;margin:1rem 0}h2{font-size:1.125rem;margin:1.5rem 0 .5rem}"
        + "a{color:var(--link);display:inline-block;min-height:44px;min-width:44px;padding:.6rem 0}"
        + "button{font:inherit;font-weight:600;min-height:44px;min-width:44px;padding:.5rem 1.25rem;margin:.5rem .5rem .5rem 0;border:2px solid var(--ink);border-radius:.375rem;"
        + "background:var(--brand);color:var(--on-brand);cursor:pointer}"
        + "button.second{background:var(--paper);color:var(--ink)}"
        + ":focus-visible{outline:3px solid var(--ink);outline-offset:3px}"
        + "form{margin:1rem 0}fieldset{min-width:0;margin:1.5rem 0;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.375rem}legend{font-weight:600;padding:0 .25rem}"
        + ".field{margin:1rem 0}.field>label{display:block;font-weight:600}"
        + "input,select,textarea{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:.25rem;padding:.5rem;min-height:44px;width:100%}"
        + "input[type=checkbox],input[type=radio]{flex:none;width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0;accent-color:var(--link)}"
        + ".choice{display:flex;gap:.75rem;align-items:center;min-height:44px;padding:.25rem 0;cursor:pointer}"
        + ".hint{color:var(--soft);margin:.25rem 0}.fault{color:var(--fault);margin:.25rem 0;font-weight:600}"
        + "[aria-invalid=true]{border:2px solid var(--fault)}"
        + ".faults{border:2px solid var(--fault);border-radius:.375rem;padding:.5rem 1rem;margin:1rem 0}.faults h2{margin:.5rem 0}.faults ul{margin:0;padding-left:1.25rem}"
        // Bots fill in what people never see: kept off the screen, and not by display:none, which bots know.
        + ".trap{position:absolute;left:-200vw;width:1px;height:1px;overflow:hidden}"
        + "footer{border-top:1px solid var(--line);margin-top:2rem;color:var(--soft)}footer h2{font-size:1rem;margin:.5rem 0 0}address{font-style:normal}";

    private const string Light = "--paper:#fff;--ink:#1b1b1b;--soft:#555;--line:#767676;--link:#0b4fb3;--fault:#b00020";
    private const string Dark = "--paper:#161616;--ink:#ededed;--soft:#b8b8b8;--line:#8c8c8c;--link:#9ec1ff;--fault:#ff9c9c";

    /// <summary>The style sheet of a brand.</summary>
    public static string Of(PageBrand brand) =>
        $":root{{color-scheme:light dark;--brand:{brand.Colour};--on-brand:{brand.Colour.TextOnIt};{Light}}}@media(prefers-color-scheme:dark){{:root{{{Dark}}}}}{Rules}";

    /// <summary>How a content security policy names the sheet (CSP 3 §2.3.1): no other style has any effect on the page.</summary>
    public static string Hash(string sheet) => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet))) + "'";
}
