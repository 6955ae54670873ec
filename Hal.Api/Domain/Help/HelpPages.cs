using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Http;

namespace Hal.Api.Domain.Help;

/// <summary>The addresses of a help center.</summary>
/// <param name="Origin">The scheme and host that readers know it by.</param>
/// <param name="Project">The project.</param>
public sealed record HelpAddress(string Origin, Guid Project)
{
    /// <summary>The help center in the reader's language.</summary>
    public string Start => $"/help/{Project}";

    /// <summary>The help center in one language.</summary>
    /// <param name="locale">The language.</param>
    public string Home(string locale) => $"{Start}/{locale}";

    /// <summary>An article.</summary>
    /// <param name="locale">The language.</param>
    /// <param name="slug">Its slug.</param>
    public string Article(string locale, string slug) => $"{Start}/{locale}/{slug}";

    /// <summary>All articles of a group; null for those without one.</summary>
    /// <param name="locale">The language.</param>
    /// <param name="group">The group.</param>
    public string Group(string locale, Guid? group) => $"{Start}/{locale}/groups/{(group is { } id ? id.ToString() : NoGroup)}";

    /// <summary>An address with its origin.</summary>
    /// <param name="path">The path.</param>
    public string Whole(string path) => Origin + path;

    /// <summary>What stands for the articles without a group.</summary>
    public const string NoGroup = "other";
}

/// <summary>What every page of a help center shows around its own.</summary>
/// <param name="Project">The project.</param>
/// <param name="Address">The addresses.</param>
/// <param name="Locale">The language.</param>
/// <param name="Path">The page's one address.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Description">What search engines show of it.</param>
/// <param name="Languages">The same page in other languages, and its address there; this one included.</param>
public sealed record HelpFrame(
    Project Project, HelpAddress Address, string Locale, string Path, string Title, string Description, IReadOnlyList<(string Locale, string Path)> Languages)
{
    /// <summary>What the reader searched for.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whether search engines shall leave it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What the help center itself says.</summary>
    public HelpWords Words => HelpWords.In(Locale);
}

/// <summary>An article in a list.</summary>
/// <param name="Title">The title.</param>
/// <param name="Slug">The slug.</param>
/// <param name="Lead">How it begins.</param>
public sealed record HelpEntry(string Title, string Slug, string Lead);

/// <summary>The first articles of a group.</summary>
/// <param name="Id">The group; null for articles without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entries">The articles.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record HelpGroup(Guid? Id, string Name, IReadOnlyList<HelpEntry> Entries, long Total);

/// <summary>Draws the pages of the help center: HTML made here, one style, no script.</summary>
public static class HelpPages
{
    private const string Media = "text/html";

    // In characters: well below the format's 50 MB, and short enough to be remembered.
    private const int MaxSitemapLength = 7_000_000;

    private const string Style = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
        body{margin:0;background:var(--back);color:var(--text);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
        a{color:var(--link);text-underline-offset:.18em}
        a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
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
        .search input{flex:1;min-width:0;font:inherit;padding:.7rem 1rem;border:1px solid transparent;border-radius:10px;background:var(--card);color:var(--text)}
        .search input::placeholder{color:var(--soft);opacity:1}
        button{font:inherit;cursor:pointer;padding:.6rem 1.15rem;border-radius:10px;border:1px solid var(--line);background:var(--card);color:var(--text)}
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
        .text blockquote{margin:1.3rem 0;padding-block:.15rem;padding-inline-start:1.1rem;border-inline-start:4px solid var(--accent);color:var(--soft)}
        .text blockquote>:first-child{margin-top:.3rem}.text blockquote>:last-child{margin-bottom:.3rem}
        .text table{display:block;overflow-x:auto;border-collapse:collapse;margin:1.3rem 0}
        .text th,.text td{border:1px solid var(--line);padding:.5rem .8rem;text-align:start;vertical-align:top}.text th{background:var(--code)}
        .text li{margin:.3rem 0}
        .text hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
        mark{background:var(--mark);color:inherit;border-radius:3px;padding:0 .1em}
        .ask{margin:3rem 0 0;padding:1.2rem 1.4rem;border:1px solid var(--line);border-radius:14px;background:var(--card);display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center}
        .ask p{margin:0;font-weight:600;unicode-bidi:plaintext}.ask form{display:flex;gap:.6rem}.ask button{min-width:4.5rem;background:var(--back)}
        .more{margin-top:2.5rem}.more h2{font-size:1.15rem;margin:0 0 .4rem}
        .none{color:var(--soft);font-size:1.1rem}
        @media (max-width:30rem){.wide{padding:0 1rem}.card{padding:1.05rem 1.1rem}main.wide{padding-top:1.5rem}.search button{padding:.6rem .9rem}}
        @media print{.head,.search,.ask,.more,.langs,.skip,.trail{display:none}body{background:#fff;color:#000;font-size:11pt}.page{max-width:none}main.wide{max-width:none;padding:0}
        .text a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}.text pre,.text table,.text img{break-inside:avoid}h2,h3{break-after:avoid}}
        """;

    private static readonly Dictionary<string, string> OwnNames = new(StringComparer.Ordinal)
    {
        ["ar"] = "العربية",
        ["bg"] = "Български",
        ["bn"] = "বাংলা",
        ["ca"] = "Català",
        ["cs"] = "Čeština",
        ["da"] = "Dansk",
        ["de"] = "Deutsch",
        ["el"] = "Ελληνικά",
        ["en"] = "English",
        ["es"] = "Español",
        ["et"] = "Eesti",
        ["eu"] = "Euskara",
        ["fa"] = "فارسی",
        ["fi"] = "Suomi",
        ["fr"] = "Français",
        ["ga"] = "Gaeilge",
        ["he"] = "עברית",
        ["hi"] = "हिन्दी",
        ["hr"] = "Hrvatski",
        ["hu"] = "Magyar",
        ["hy"] = "Հայերեն",
        ["id"] = "Indonesia",
        ["it"] = "Italiano",
        ["ja"] = "日本語",
        ["ko"] = "한국어",
        ["lt"] = "Lietuvių",
        ["lv"] = "Latviešu",
        ["nb"] = "Norsk bokmål",
        ["ne"] = "नेपाली",
        ["nl"] = "Nederlands",
        ["nn"] = "Norsk nynorsk",
        ["no"] = "Norsk",
        ["pl"] = "Polski",
        ["pt"] = "Português",
        ["ro"] = "Română",
        ["ru"] = "Русский",
        ["sk"] = "Slovenčina",
        ["sl"] = "Slovenščina",
        ["sr"] = "Српски",
        ["sv"] = "Svenska",
        ["ta"] = "தமிழ்",
        ["th"] = "ไทย",
        ["tr"] = "Türkçe",
        ["uk"] = "Українська",
        ["ur"] = "اردو",
        ["vi"] = "Tiếng Việt",
        ["yi"] = "ייִדיש",
        ["zh"] = "中文",
    };

    private const string Light = "--back:#fbfbfd;--card:#fff;--text:#1c2027;--soft:#57606e;--line:#e0e4ea;--code:#f0f2f6;--mark:#ffec99";
    private const string Dark = "--back:#14171c;--card:#1c2027;--text:#e6e9ee;--soft:#a3adba;--line:#313843;--code:#242a33;--mark:#524400";

    /// <summary>The first page of a language: its groups.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="groups">The groups that have something to read.</param>
    public static HelpPage Home(HelpFrame frame, IReadOnlyList<HelpGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var (address, words) = (frame.Address, frame.Words);
        return Draw(frame, isHome: true, groups.Count == 0 ? Html.Of($"""<p class="none">{words.NothingYet}</p>""") : Html.Of($"""
            <div class="cards">
            {Html.Each(groups, group => Html.Of($"""
            <section class="card">
            <h2><a href="{address.Group(frame.Locale, group.Id)}">{group.Name}</a></h2>
            <ul class="list">
            {Html.Each(group.Entries, entry => Html.Of($"""
            <li><a href="{address.Article(frame.Locale, entry.Slug)}">{entry.Title}</a></li>

            """))}</ul>
            {Html.If(group.Total > group.Entries.Count, () => Html.Of($"""<a class="all" href="{address.Group(frame.Locale, group.Id)}">{words.ShowAll} ({group.Total})</a>"""))}
            </section>

            """))}</div>
            """));
    }

    /// <summary>All articles of a group.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="entries">The articles of this part.</param>
    /// <param name="next">Where the next part is; null for the last.</param>
    public static HelpPage Group(HelpFrame frame, IReadOnlyList<HelpEntry> entries, string? next)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Draw(frame, isHome: false, Html.Of($"""
            {Trail(frame)}
            <h1>{frame.Title}</h1>
            {Entries(frame, entries)}
            {Html.If(next is not null, () => Html.Of($"""<p><a class="all" rel="next" href="{next}">{frame.Words.More} →</a></p>"""))}
            """));
    }

    /// <summary>What a search found.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="found">The articles, best first.</param>
    public static HelpPage Found(HelpFrame frame, IReadOnlyList<FoundArticle> found)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Draw(frame, isHome: false, Html.Of($"""
            {Trail(frame)}
            <h1>{frame.Words.Found} “{frame.Query}”</h1>
            {(found.Count == 0 ? Html.Of($"""<p class="none">{frame.Words.NothingFound}</p>""") : Html.Of($"""
            <ul class="list lead">
            {Html.Each(found, article => Html.Of($"""
            <li><a href="{frame.Address.Article(frame.Locale, article.Slug)}">{Html.Trusted(article.TitleHtml)}</a><p>{Html.Trusted(article.ExcerptHtml)}</p></li>

            """))}</ul>
            """))}
            """));
    }

    /// <summary>An article.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="article">The article.</param>
    /// <param name="html">Its content, safe to show.</param>
    /// <param name="group">Its group's name; null for none.</param>
    /// <param name="more">Others of its group.</param>
    /// <param name="isThanked">Whether the reader has just said what it thinks.</param>
    public static HelpPage Article(HelpFrame frame, PublishedArticle article, string html, string? group, IReadOnlyList<HelpEntry> more, bool isThanked)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(article);
        var (address, words) = (frame.Address, frame.Words);
        var day = article.PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Draw(frame, isHome: false, Html.Of($"""
            <article class="page">
            <p class="trail"><a href="{address.Home(frame.Locale)}">{words.Help}</a>{Html.If(group is not null, () => Html.Of($""" › <a href="{address.Group(frame.Locale, article.GroupId)}">{group}</a>"""))}</p>
            <h1>{article.Title}</h1>
            <p class="when">{words.Updated} <time datetime="{day}">{day}</time></p>
            <div class="text">
            {Html.Trusted(html)}
            </div>
            <div class="ask" id="feedback">
            {(isThanked ? Html.Of($"""<p role="status">{words.Thanks}</p>""") : Html.Of($"""
            <p>{words.WasHelpful}</p>
            <form method="post" action="{address.Article(frame.Locale, article.Slug)}/feedback"><button name="helpful" value="yes">{words.Yes}</button><button name="helpful" value="no">{words.No}</button></form>
            """))}
            </div>
            {Html.If(more.Count > 0, () => Html.Of($"""
            <nav class="more"><h2>{words.MoreIn} {group}</h2>
            <ul class="list">
            {Html.Each(more, entry => Html.Of($"""<li><a href="{address.Article(frame.Locale, entry.Slug)}">{entry.Title}</a></li>"""))}
            </ul></nav>
            """))}
            </article>
            """)) with { ArticleId = article.ArticleId };
    }

    /// <summary>What search engines read to find all pages: each with its other languages. It ends before the page that would make it longer than it may be.</summary>
    /// <param name="pages">The pages; of each, its addresses by language.</param>
    /// <param name="withAlternates">Whether a page names its other languages.</param>
    public static HelpPage Sitemap(IEnumerable<IReadOnlyList<(string Locale, string Address, DateTime? ChangedAt)>> pages, bool withAlternates)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var body = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

            """);
        foreach (var page in pages)
        {
            var others = withAlternates && page.Count > 1
                ? Html.Each(page, other => Html.Of($"""<xhtml:link rel="alternate" hreflang="{other.Locale}" href="{other.Address}"/>"""))
                : Html.Empty;
            var urls = Html.Each(page, url => Html.Of($"""
                <url><loc>{url.Address}</loc>{Html.If(url.ChangedAt is not null, () => Html.Of($"<lastmod>{url.ChangedAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</lastmod>"))}{others}</url>

                """)).ToString();
            if (body.Length + urls.Length > MaxSitemapLength)
                break;

            body.Append(urls);
        }

        return new HelpPage(body.Append("</urlset>\n").ToString(), "application/xml", "default-src 'none'");
    }

    /// <summary>Says that there is nothing to read.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What went wrong.</param>
    /// <param name="detail">What went wrong this time.</param>
    /// <param name="project">The project whose help center is there all the same; null for none.</param>
    public static HelpPage Problem(int status, string title, string detail, Guid? project)
    {
        var style = StyleOf("#334155");
        var body = Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <style>{Html.Trusted(style)}</style>
            </head>
            <body>
            <main class="wide"><div class="page">
            <p class="trail">{status}</p>
            <h1>{title}</h1>
            <p>{detail}</p>
            {Html.If(project is not null, () => Html.Of($"""<p><a href="{new HelpAddress("", project!.Value).Start}">{HelpWords.English.Help}</a></p>"""))}
            </div></main>
            </body>
            </html>

            """);
        return new HelpPage(body.ToString(), Media, Policy(style));
    }

    private static HelpPage Draw(HelpFrame frame, bool isHome, Html content)
    {
        var (address, words, project) = (frame.Address, frame.Words, frame.Project);
        var style = StyleOf(project.PrimaryColor);
        var direction = Locale.Language(frame.Locale) is "ar" or "fa" or "he" or "ur" or "yi" ? "rtl" : "ltr";
        var body = Html.Of($"""
            <!doctype html>
            <html lang="{frame.Locale}" dir="{direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(isHome ? Html.Of($"{project.Name} – {words.Help}") : Html.Of($"{frame.Title} – {project.Name}"))}</title>
            <meta name="description" content="{frame.Description}">
            <meta name="color-scheme" content="light dark">
            <meta name="theme-color" content="{project.PrimaryColor}">
            {Html.If(frame.IsHidden, () => Html.Of($"""<meta name="robots" content="noindex">"""))}
            <link rel="canonical" href="{address.Whole(frame.Path)}">
            {Html.If(!frame.IsHidden, () => Html.Each(frame.Languages, l => Html.Of($"""<link rel="alternate" hreflang="{l.Locale}" href="{address.Whole(l.Path)}">""")))}
            {Html.If(isHome, () => Html.Of($"""<link rel="alternate" hreflang="x-default" href="{address.Whole(address.Start)}">"""))}
            <meta property="og:title" content="{frame.Title}"><meta property="og:description" content="{frame.Description}"><meta property="og:type" content="{(isHome ? "website" : "article")}">
            <link rel="icon" href="data:,">
            <style>{Html.Trusted(style)}</style>
            </head>
            <body{Html.If(isHome, () => Html.Of($" class=\"home\""))}>
            <a class="skip" href="#content">{words.Contents}</a>
            <header>
            <div class="head"><div class="wide">
            <a class="brand" href="{address.Home(frame.Locale)}">{project.Name} <span>{words.Help}</span></a>
            {Html.If(frame.Languages.Count > 1, () => Html.Of($"""
            <nav class="langs" aria-label="{words.Languages}"><ul>
            {Html.Each(frame.Languages, l => Html.Of($"""<li><a lang="{l.Locale}" hreflang="{l.Locale}" href="{l.Path}"{Html.If(l.Locale == frame.Locale, () => Html.Of($" aria-current=\"true\""))}>{NameOf(l.Locale)}</a></li>"""))}
            </ul></nav>
            """))}
            </div></div>
            <div class="search"><div class="wide">
            {Html.If(isHome, () => Html.Of($"<h1>{words.SearchFor}</h1>"))}
            <form role="search" action="{address.Home(frame.Locale)}"><input type="search" name="q" value="{frame.Query}" placeholder="{words.SearchArticles}" aria-label="{words.Search}" maxlength="200"><button>{words.Search}</button></form>
            </div></div>
            </header>
            <main class="wide" id="content">
            {content}
            </main>
            </body>
            </html>

            """);
        return new HelpPage(body.ToString(), Media, Policy(style)) { Locale = frame.Locale };
    }

    private static Html Trail(HelpFrame frame) => Html.Of($"""<p class="trail"><a href="{frame.Address.Home(frame.Locale)}">{frame.Words.Help}</a></p>""");

    private static Html Entries(HelpFrame frame, IReadOnlyList<HelpEntry> entries) => Html.Of($"""
        <ul class="list lead">
        {Html.Each(entries, entry => Html.Of($"""
        <li><a href="{frame.Address.Article(frame.Locale, entry.Slug)}">{entry.Title}</a>{Html.If(entry.Lead.Length > 0, () => Html.Of($"<p>{entry.Lead}</p>"))}</li>

        """))}</ul>
        """);

    // The language's own name for itself, as whoever looks for it knows it. Listed here: a machine without ICU knows no names.
    private static string NameOf(string locale) => OwnNames.GetValueOrDefault(Locale.Language(locale)) is not { } name ? locale
        : locale.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? $"{name} ({locale[(end + 1)..]})" : name;

    private static string StyleOf(string color) => $$$"""
        :root{color-scheme:light dark;--accent:{{{color}}};--on-accent:{{{(IsDark(color) ? "#fff" : "#111")}}};--link:{{{(IsDark(color) ? color : "#1d4ed8")}}};{{{Light}}}}
        @media (prefers-color-scheme:dark){:root{--link:#8ab4ff;{{{Dark}}}}}
        {{{Style}}}
        @media print{:root{color-scheme:light;{{{Light}}}}}
        """;

    // Whether white is the better colour to write on it (WCAG's relative luminance).
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

    // Only what is stated may be loaded: this style, and pictures. Nothing runs, and nobody frames it.
    private static string Policy(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
