using System.Globalization;
using Hal.Api.Domain.Articles;
using Hal.Api.Rendering;

namespace Hal.Api.Pages;

/// <summary>Draws the pages of the help center: HTML made here, one style, no script.</summary>
public static class HelpPages
{
    private const string Media = "text/html";

    /// <summary>The first page of a language: its groups.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="groups">The groups that have something to read.</param>
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
            <li><a href="{address.Article(frame.Locale, entry.Slug)}">{entry.Title}</a></li>

            """))}</ul>
            {Html.If(group.Total > group.Entries.Count, () => Html.Of($"""<a class="all" href="{address.Group(frame.Locale, group.Id)}">{words.ShowAll} ({group.Total})</a>"""))}
            </section>

            """))}</div>
            """
                )
        );
    }

    /// <summary>All articles of a group.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="entries">The articles of this part.</param>
    /// <param name="next">Where the next part is; null for the last.</param>
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

    /// <summary>What a search found.</summary>
    /// <param name="frame">The page.</param>
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
            <li><a href="{frame.Address.Article(frame.Locale, article.Slug)}">{Marked(article.Title, article.Marks)}</a><p>{Marked(article.Excerpt, article.Marks)}</p></li>

            """))}</ul>
            """))}
            """
            )
        );
    }

    /// <summary>An article.</summary>
    /// <param name="frame">The page.</param>
    /// <param name="html">Its content, safe to show.</param>
    /// <param name="group">Its group's name; null for none.</param>
    /// <param name="more">Others of its group.</param>
    /// <param name="isThanked">Whether the reader has just said what it thinks.</param>
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
        var day = article.PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Draw(
            frame,
            isHome: false,
            Html.Of(
                $"""
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
            """
            )
        ) with
        {
            ArticleId = article.ArticleId,
        };
    }

    /// <summary>Says that there is nothing to read.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What went wrong.</param>
    /// <param name="detail">What went wrong this time.</param>
    /// <param name="project">The project whose help center is there all the same; null for none.</param>
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
            {Html.Each(frame.Languages, l => Html.Of($"""<li><a lang="{l.Locale}" hreflang="{l.Locale}" href="{l.Path}"{Html.If(l.Locale == frame.Locale, () => Html.Of($" aria-current=\"true\""))}>{LanguageNames.Of(l.Locale)}</a></li>"""))}
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

            """
        );
        return new HelpPage(body.ToString(), Media, HelpStyle.PolicyFor(style)) { Locale = frame.Locale };
    }

    private static Html Marked(string text, IReadOnlyList<string> marks) => Html.Trusted(MarkedText.ToHtml(text, marks));

    private static Html Trail(HelpFrame frame) =>
        Html.Of($"""<p class="trail"><a href="{frame.Address.Home(frame.Locale)}">{frame.Words.Help}</a></p>""");

    private static Html Entries(HelpFrame frame, IReadOnlyList<HelpEntry> entries) =>
        Html.Of(
            $"""
        <ul class="list lead">
        {Html.Each(entries, entry => Html.Of($"""
        <li><a href="{frame.Address.Article(frame.Locale, entry.Slug)}">{entry.Title}</a>{Html.If(entry.Lead.Length > 0, () => Html.Of($"<p>{entry.Lead}</p>"))}</li>

        """))}</ul>
        """
        );
}
