using System.Globalization;
using Hal.Api.Domain.Articles;
using Hal.Api.Rendering;

namespace Hal.Api.Pages;

/// <summary>Makes the pages of the help center: HTML with one style and no script.</summary>
public static class HelpPages
{
    private const string Media = "text/html";

    /// <summary>The first page of a language.</summary>
    /// <param name="groups">The groups that have published articles.</param>
    public static HelpPage Home(HelpFrame frame, IReadOnlyList<HelpGroup> groups)
    {
        var (address, words) = (frame.Address, frame.Words);
        return Draw(
            frame,
            isHome: true,
            groups.Count == 0
                ? Html.Of($"""<p class="none">{words.NothingYet}</p>""")
                : Html.Of(
                    $"""
            <div class="cards">
            {Html.Each(groups, group => Html.Of($"""
            <section class="card">
            <h2><a href="{address.Group(frame.Locale, group.Id)}">{group.Name}</a></h2>
            <ul class="list">
            {Html.Each(group.Entries, entry => Html.Of($"""
            <li>{Link(frame, entry)}</li>

            """))}</ul>
            {Html.If(group.Total > group.Entries.Count, () => All(address.Group(frame.Locale, group.Id), words.ShowAll, group.Total))}
            </section>

            """))}</div>
            """
                )
        );
    }

    /// <summary>A page of the articles of a group.</summary>
    /// <param name="next">The path of the next page; null on the last.</param>
    public static HelpPage Group(HelpFrame frame, IReadOnlyList<HelpEntry> entries, string? next)
    {
        return Draw(
            frame,
            isHome: false,
            Html.Of(
                $"""
                {Trail(frame)}
                <h1>{frame.Title}</h1>
                {Entries(frame, entries)}
                {Html.If(next is not null, () => Html.Of($"""<p><a class="all" rel="next" href="{next}">{frame.Words.More} →</a></p>"""))}
                """
            )
        );
    }

    /// <summary>The results of a search.</summary>
    /// <param name="found">The articles, best first.</param>
    public static HelpPage Found(HelpFrame frame, IReadOnlyList<FoundArticle> found)
    {
        return Draw(
            frame,
            isHome: false,
            Html.Of(
                $"""
            {Trail(frame)}
            <h1>{frame.Words.Found} “{frame.Query}”</h1>
            {(found.Count == 0 ? Html.Of($"""<p class="none">{frame.Words.NothingFound}</p>""") : Html.Of($"""
            <ul class="list lead">
            {Html.Each(found, article => Html.Of($"""
            <li>{Link(frame, article.Slug, Marked(article.Title, article.Marks))}<p>{Marked(article.Excerpt, article.Marks)}</p></li>

            """))}</ul>
            """))}
            """
            )
        );
    }

    /// <summary>An article.</summary>
    /// <param name="html">Its content, safe to show.</param>
    /// <param name="group">Its group's name; null for none.</param>
    /// <param name="more">Other articles of the group.</param>
    /// <param name="isThanked">Whether the reader has just sent feedback.</param>
    public static HelpPage Article(
        HelpFrame frame,
        PublishedArticle article,
        string html,
        string? group,
        IReadOnlyList<HelpEntry> more,
        bool isThanked
    )
    {
        var (address, words) = (frame.Address, frame.Words);
        var up = Html.If(group is not null, () => Html.Of($""" › <a href="{address.Group(frame.Locale, article.GroupId)}">{group}</a>"""));
        var path = address.Article(frame.Locale, article.Slug);
        var day = article.PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Draw(
            frame,
            isHome: false,
            Html.Of(
                $"""
            <article class="page">
            {Trail(frame, up)}
            <h1>{article.Title}</h1>
            <p class="when">{words.Updated} <time datetime="{day}">{day}</time></p>
            <div class="text">
            {Html.Trusted(html)}
            </div>
            <div class="ask" id="feedback">
            {(isThanked ? Html.Of($"""<p role="status">{words.Thanks}</p>""") : Html.Of($"""
            <p>{words.WasHelpful}</p>
            <form method="post" action="{path}/feedback">{Answer("yes", words.Yes)}{Answer("no", words.No)}</form>
            """))}
            </div>
            {Html.If(more.Count > 0, () => Html.Of($"""
            <nav class="more"><h2>{words.MoreIn} {group}</h2>
            <ul class="list">
            {Html.Each(more, entry => Html.Of($"""<li>{Link(frame, entry)}</li>"""))}
            </ul></nav>
            """))}
            </article>
            """
            )
        ) with
        {
            ArticleId = article.ArticleId,
        };
    }

    /// <summary>A problem as a page for readers.</summary>
    /// <param name="project">The project whose help center the page links to; null for no link.</param>
    public static HelpPage Problem(int status, string title, string detail, Guid? project)
    {
        var style = HelpStyle.Of("#334155");
        var body = Html.Of(
            $"""
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
            {Html.If(project is not null, () =>
                Html.Of($"""<p><a href="{new HelpAddress("", project!.Value).Start}">{HelpWords.English.Help}</a></p>""")
            )}
            </div></main>
            </body>
            </html>

            """
        );
        return new HelpPage(body.ToString(), Media, HelpStyle.PolicyFor(style));
    }

    private static HelpPage Draw(HelpFrame frame, bool isHome, Html content)
    {
        var (address, words, project) = (frame.Address, frame.Words, frame.Project);
        var style = HelpStyle.Of(project.PrimaryColor);
        var direction = Locale.Language(frame.Locale) is "ar" or "fa" or "he" or "ur" or "yi" ? "rtl" : "ltr";
        var body = Html.Of(
            $"""
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
            {Html.If(!frame.IsHidden, () => Html.Each(frame.Languages, l => Alternate(l.Locale, address.Whole(l.Path))))}
            {Html.If(isHome, () => Alternate("x-default", address.Whole(address.Start)))}
            {Meta("og:title", frame.Title)}{Meta("og:description", frame.Description)}{Meta("og:type", isHome ? "website" : "article")}
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
            {Html.Each(frame.Languages, l => Language(l.Locale, l.Path, isCurrent: l.Locale == frame.Locale))}
            </ul></nav>
            """))}
            </div></div>
            <div class="search"><div class="wide">
            {Html.If(isHome, () => Html.Of($"<h1>{words.SearchFor}</h1>"))}
            {Search(frame)}
            </div></div>
            </header>
            <main class="wide" id="content">
            {content}
            </main>
            </body>
            </html>

            """
        );
        return new HelpPage(body.ToString(), Media, HelpStyle.PolicyFor(style)) { Locale = frame.Locale };
    }

    private static Html Marked(string text, IReadOnlyList<string> marks) => Html.Trusted(MarkedText.ToHtml(text, marks));

    private static Html Trail(HelpFrame frame) => Trail(frame, Html.Empty);

    private static Html Trail(HelpFrame frame, Html up) =>
        Html.Of($"""<p class="trail"><a href="{frame.Address.Home(frame.Locale)}">{frame.Words.Help}</a>{up}</p>""");

    private static Html Link(HelpFrame frame, HelpEntry entry) => Link(frame, entry.Slug, Html.Of($"{entry.Title}"));

    private static Html Link(HelpFrame frame, string slug, Html title) =>
        Html.Of($"""<a href="{frame.Address.Article(frame.Locale, slug)}">{title}</a>""");

    private static Html All(string path, string words, long total) => Html.Of($"""<a class="all" href="{path}">{words} ({total})</a>""");

    private static Html Answer(string value, string word) => Html.Of($"""<button name="helpful" value="{value}">{word}</button>""");

    private static Html Meta(string property, string content) => Html.Of($"""<meta property="{property}" content="{content}">""");

    private static Html Alternate(string language, string url) => Html.Of($"""<link rel="alternate" hreflang="{language}" href="{url}">""");

    private static Html Language(string locale, string path, bool isCurrent)
    {
        var current = Html.If(isCurrent, () => Html.Of($" aria-current=\"true\""));
        return Html.Of($"""<li><a lang="{locale}" hreflang="{locale}" href="{path}"{current}>{LanguageNames.Of(locale)}</a></li>""");
    }

    private static Html Search(HelpFrame frame)
    {
        var words = frame.Words;
        var labels = Html.Of($"placeholder=\"{words.SearchArticles}\" aria-label=\"{words.Search}\"");
        var input = Html.Of($"""<input type="search" name="q" value="{frame.Query}" {labels} maxlength="200">""");
        var action = frame.Address.Home(frame.Locale);
        return Html.Of($"""<form role="search" action="{action}">{input}<button>{words.Search}</button></form>""");
    }

    private static Html Entries(HelpFrame frame, IReadOnlyList<HelpEntry> entries) =>
        Html.Of(
            $"""
        <ul class="list lead">
        {Html.Each(entries, entry => Html.Of($"""
        <li>{Link(frame, entry)}{Html.If(entry.Lead.Length > 0, () => Html.Of($"<p>{entry.Lead}</p>"))}</li>

        """))}</ul>
        """
        );
}
