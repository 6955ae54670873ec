using Hal.Api.Domain.Articles;
using Hal.Api.Families.Help;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Help.Pages.ShowGroup;

public sealed class ShowGroupHandler(HelpCall call, Database database, PageCache pages) : IRequestHandler<ShowGroupQuery, Result<HelpPage>>
{
    private const int Size = 100;
    private const int LeadLength = 140;

    private const string Names = "select names from article_groups where project_id = $1 and id = $2";

    private const string Others = """
        select distinct t.locale::text
        from article_translations t
        join articles a on a.project_id = t.project_id and a.id = t.article_id
        where t.project_id = $1 and t.published_at is not null and a.group_id is not distinct from $2
        order by 1
        """;

    private const string Articles = """
        select a.id, a.position, t.published_title as title, t.published_slug::text as slug, left(t.published_text, 200) as text
        from article_translations t
        join articles a on a.project_id = t.project_id and a.id = t.article_id
        where t.project_id = $1 and t.locale = $2 and t.published_at is not null 
          and a.group_id is not distinct from $3 and (a.position, a.id) > ($4, $5)
        order by a.position, a.id
        limit $6
        """;

    public Task<Result<HelpPage>> Handle(ShowGroupQuery request, CancellationToken cancellationToken) =>
        pages.GetAsync(database, call.Project, string.Join('\n', "group", request.Locale, request.Group, request.After), () =>
            MakeAsync(request)
        );

    private async Task<Result<HelpPage>> MakeAsync(ShowGroupQuery request)
    {
        var isOther = request.Group == HelpAddress.NoGroup;
        if (
            !Locale.IsValid(request.Locale)
            || (!isOther && !Guid.TryParseExact(request.Group, "D", out _))
            || (request.After is not null && Cursor.Read(request.After) is null)
        )
            return HelpProblems.NoSuchPage;

        var (locale, project) = (Locale.Normalize(request.Locale!), call.ProjectId.Value);
        Guid? group = isOther ? null : ResourceId.Of(request.Group);
        var (position, id) = Cursor.Read(request.After) is { } cursor ? ((int)ArticleSearch.PlaceOf(cursor), cursor.Id) : (-1, Guid.Empty);
        var read = new SqlRead();
        var names = read.One<NamesRow>(Names, project, group);
        var locales = read.List<string>(Others, project, group);
        var rows = read.List<Row>(Articles, project, locale, group, position, id, Size + 1);
        await database.ReadAsync(read);
        if ((names.Value is null && !isOther) || rows.Value.Count == 0)
            return HelpProblems.NoSuchPage;

        var address = new HelpAddress(HelpPage.Origin, project);
        var path = address.Group(locale, group);
        var name = names.Value is null ? HelpWords.In(locale).Other : GroupNames.In(names.Value.Names, locale, call.Project.DefaultLocale);
        var shown = rows.Value.Take(Size).ToList();
        var frame = new HelpFrame(
            call.Project,
            address,
            locale,
            path,
            name,
            $"{name}: {string.Join(", ", shown.Take(3).Select(r => r.Title))}",
            [.. locales.Value.Select(l => (l, address.Group(l, group)))]
        )
        {
            IsHidden = request.After is not null,
        };
        return HelpPages.Group(
            frame,
            [.. shown.Select(r => new HelpEntry(r.Title, r.Slug, Excerpt.Lead(r.Text, LeadLength)))],
            rows.Value.Count > Size ? $"{path}?after={ArticleSearch.CursorAt(shown[^1].Position, shown[^1].Id)}" : null
        );
    }

    private sealed record NamesRow(System.Text.Json.JsonElement Names);

    private sealed record Row(Guid Id, int Position, string Title, string Slug, string Text);
}
