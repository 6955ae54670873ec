using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Pages.ShowHome;

public sealed class ShowHomeHandler(HelpCall call, Database database, PageCache pages) : IRequestHandler<ShowHomeQuery, Result<HelpPage>>
{
    private const int Found = 20;

    private const string Groups = "select id, names from article_groups where project_id = $1 order by position, id";

    private const string Firsts = """
        select x.group_id, x.title, x.slug, x.total
        from (
            select a.group_id, t.published_title as title, t.published_slug::text as slug, count(*) over (partition by a.group_id) as total,
                   row_number() over (partition by a.group_id order by a.position, a.id) as place
            from article_translations t
            join articles a on a.project_id = t.project_id and a.id = t.article_id
            where t.project_id = $1 and t.locale = $2 and t.published_at is not null) x
        where x.place <= 6
        order by x.place
        """;

    public Task<Result<HelpPage>> Handle(ShowHomeQuery request, CancellationToken cancellationToken)
    {
        var key = string.Join('\n', "home", request.Locale, request.Locale is null ? string.Join(',', request.Accepted) : "", request.Text);
        return pages.GetAsync(database, call.Project, key, () => MakeAsync(request));
    }

    private async Task<Result<HelpPage>> MakeAsync(ShowHomeQuery request)
    {
        var address = new HelpAddress(HelpPage.Origin, call.ProjectId.Value);
        if (request.Locale is not null && !Locale.IsValid(request.Locale))
            return HelpProblems.NoSuchPage;

        if (request.Locale is { } asked && Locale.Normalize(asked) != asked)
            return HelpPage.Moved(address.Home(Locale.Normalize(asked)));

        var locales = await database.ReadListAsync<string>(PublishedArticle.Locales, call.ProjectId.Value);
        var byDefault = Locale.Normalize(call.Project.DefaultLocale);
        var locale = request.Locale ?? Locale.Best(request.Accepted, locales, byDefault) ?? byDefault;
        if (locale != byDefault && !locales.Contains(locale))
            return HelpProblems.NoSuchPage;

        var words = HelpWords.In(locale);
        var frame = new HelpFrame(
            call.Project,
            address,
            locale,
            address.Home(locale),
            $"{call.Project.Name} {words.Help}",
            $"{call.Project.Name} – {words.Help}. {words.SearchFor}",
            [.. locales.Select(l => (l, address.Home(l)))]
        );
        var text = request.Text?.Trim() ?? "";
        if (text.Length > 0)
        {
            text = text.Length <= ArticleSearch.MaxLength ? text : Excerpt.Lead(text, ArticleSearch.MaxLength);
            var found = await ArticleSearch.FindAsync(database, new ArticleSearchRequest(call.ProjectId.Value, locale, text, Found));
            return HelpPages.Found(frame with { Title = text, Query = text, IsHidden = true }, found);
        }

        var read = new SqlRead();
        var groups = read.List<GroupRow>(Groups, call.ProjectId.Value);
        var firsts = read.List<FirstRow>(Firsts, call.ProjectId.Value, locale);
        await database.ReadAsync(read);
        var byGroup = firsts.Value.ToLookup(f => f.GroupId);
        List<HelpGroup> shown =
        [
            .. groups.Value.Select(g => Group(g.Id, GroupNames.In(g.Names, locale, call.Project.DefaultLocale), byGroup)),
            Group(null, words.Other, byGroup),
        ];
        return HelpPages.Home(frame, [.. shown.Where(g => g.Total > 0)]);
    }

    private static HelpGroup Group(Guid? id, string name, ILookup<Guid?, FirstRow> firsts) =>
        new(id, name, [.. firsts[id].Select(f => new HelpEntry(f.Title, f.Slug, ""))], firsts[id].FirstOrDefault()?.Total ?? 0);

    private sealed record GroupRow(Guid Id, System.Text.Json.JsonElement Names);

    private sealed record FirstRow(Guid? GroupId, string Title, string Slug, long Total);
}
