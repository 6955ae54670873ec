using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hal.Api.Pages;

/// <summary>The style of the help center's pages, and the content security policy that allows only this style.</summary>
public static class HelpStyle
{
    private const string Rules = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
        body{margin:0;background:var(--back);color:var(--text);
            font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
        a{color:var(--link);text-underline-offset:.18em}
        a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;
            border-radius:4px}
        .skip{position:absolute;top:-9em;inset-inline-start:1rem}.skip:focus{top:1rem;background:var(--back);padding:.5rem 1rem;z-index:1}
        .wide{max-width:66rem;margin:0 auto;padding:0 1.25rem}
        .head{background:var(--accent);color:var(--on-accent)}
        .head .wide{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:center;padding-top:1rem;padding-bottom:1rem}
        .brand{font-weight:650;font-size:1.15rem;color:inherit;text-decoration:none;margin-inline-end:auto}
        .brand span{opacity:.8;font-weight:400}
        .langs ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem .9rem;margin:0;padding:0;font-size:.95rem}
        .langs a{color:inherit;display:inline-block;padding:.35rem 0}.langs [aria-current]{font-weight:650;text-decoration:none}
        .search{background:var(--accent);color:var(--on-accent);padding:0 0 1.5rem}
        .home .search{padding:1.5rem 0 2.75rem}
        .home .search h1{unicode-bidi:plaintext;margin:0 0 1.1rem;font-size:clamp(1.6rem,5vw,2.3rem);line-height:1.2}
        [dir=rtl] .search h1{text-align:right}
        .search form{display:flex;gap:.5rem}
        .search input{flex:1;min-width:0;font:inherit;padding:.7rem 1rem;border:1px solid transparent;border-radius:10px;
            background:var(--card);color:var(--text)}
        .search input::placeholder{color:var(--soft);opacity:1}
        button{font:inherit;cursor:pointer;padding:.6rem 1.15rem;border-radius:10px;border:1px solid var(--line);background:var(--card);
            color:var(--text)}
        button:hover{border-color:var(--link)}
        .search button{border-color:transparent;font-weight:600}
        main.wide{padding-top:2rem;padding-bottom:3.5rem}
        h1,h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance}
        h1{font-size:clamp(1.65rem,5vw,2.25rem);margin:.2rem 0 .6rem}
        .cards{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));align-items:start}
        .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem 1.4rem}
        .card h2{margin:0 0 .6rem;font-size:1.2rem}.card h2 a{color:inherit;text-decoration:none}.card h2 a:hover{text-decoration:underline}
        .list{list-style:none;margin:0;padding:0}
        .list li+li{border-top:1px solid var(--line)}
        .list a{display:block;padding:.6rem 0;text-decoration:none}.list a:hover{text-decoration:underline}
        .list p{margin:0 0 .9rem;color:var(--soft);font-size:.97rem;line-height:1.5}
        .list p+p{margin-top:-.5rem}
        .lead a{padding-bottom:.15rem;font-weight:600}
        .all{display:inline-block;margin-top:.7rem;padding:.25rem 0}
        .trail{font-size:.95rem;color:var(--soft);margin:0 0 .5rem}.trail a{color:inherit}
        .page{max-width:46rem}
        .when{color:var(--soft);font-size:.95rem;margin:0 0 2rem}
        .text{font-size:1.09rem}
        .text>:first-child{margin-top:0}
        .text h2{margin:2.2rem 0 .7rem;font-size:1.45rem}.text h3{margin:1.8rem 0 .5rem;font-size:1.2rem}
        .text img{max-width:100%;height:auto;border-radius:10px}
        .text pre{background:var(--code);padding:1rem 1.15rem;border-radius:10px;overflow-x:auto;line-height:1.5;overflow-wrap:normal}
        .text code,.text kbd,.text samp{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
        .text :not(pre)>code{background:var(--code);padding:.12em .35em;border-radius:5px}
        .text blockquote{margin:1.3rem 0;padding-block:.15rem;padding-inline-start:1.1rem;border-inline-start:4px solid var(--accent);
            color:var(--soft)}
        .text blockquote>:first-child{margin-top:.3rem}.text blockquote>:last-child{margin-bottom:.3rem}
        .text table{display:block;overflow-x:auto;border-collapse:collapse;margin:1.3rem 0}
        .text th,.text td{border:1px solid var(--line);padding:.5rem .8rem;text-align:start;vertical-align:top}
        .text th{background:var(--code)}
        .text li{margin:.3rem 0}
        .text hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
        mark{background:var(--mark);color:inherit;border-radius:3px;padding:0 .1em}
        .ask{margin:3rem 0 0;padding:1.2rem 1.4rem;border:1px solid var(--line);border-radius:14px;background:var(--card);display:flex;
            flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center}
        .ask p{margin:0;font-weight:600;unicode-bidi:plaintext}.ask form{display:flex;gap:.6rem}
        .ask button{min-width:4.5rem;background:var(--back)}
        .more{margin-top:2.5rem}.more h2{font-size:1.15rem;margin:0 0 .4rem}
        .none{color:var(--soft);font-size:1.1rem}
        @media (max-width:30rem){.wide{padding:0 1rem}.card{padding:1.05rem 1.1rem}main.wide{padding-top:1.5rem}
            .search button{padding:.6rem .9rem}}
        @media print{.head,.search,.ask,.more,.langs,.skip,.trail{display:none}body{background:#fff;color:#000;font-size:11pt}
            .page{max-width:none}main.wide{max-width:none;padding:0}
        .text a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}.text pre,.text table,.text img{break-inside:avoid}
        h2,h3{break-after:avoid}}
        """;

    private const string Light = "--back:#fbfbfd;--card:#fff;--text:#1c2027;--soft:#57606e;--line:#e0e4ea;--code:#f0f2f6;--mark:#ffec99";
    private const string Dark = "--back:#14171c;--card:#1c2027;--text:#e6e9ee;--soft:#a3adba;--line:#313843;--code:#242a33;--mark:#524400";

    /// <summary>The style with a project's colour.</summary>
    /// <param name="color">The colour as <c>#rrggbb</c>.</param>
    public static string Of(string color) =>
        $$$"""
            :root{color-scheme:light dark;--accent:{{{color}}};--on-accent:{{{(IsDark(color) ? "#fff" : "#111")}}};--link:{{{(
                IsDark(color) ? color : "#1d4ed8"
            )}}};{{{Light}}}}
            @media (prefers-color-scheme:dark){:root{--link:#8ab4ff;{{{Dark}}}}}
            {{{Rules}}}
            @media print{:root{color-scheme:light;{{{Light}}}}}
            """;

    // Whether white text has more contrast on it than black (WCAG's relative luminance).
    private static bool IsDark(string color)
    {
        if (color.Length != 7 || !int.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
            return true;

        var luminance = (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));
        return luminance < 0.24;

        static double Linear(int channel)
        {
            var part = (channel & 0xFF) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
    }

    /// <summary>
    /// The content security policy of a page: it may load its style and pictures, and nothing else. It runs no script and cannot be framed.
    /// </summary>
    public static string PolicyFor(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; "
        + "img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
