using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.PatchArticle;

public sealed class PatchArticleHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchArticleCommand, Result<PatchArticleResponse>>
{
    // The articles of the group that the article will be in: the one that is sent ($4, if $3 is true), or its own. None unless something
    // moves ($5).
    private const string Siblings = """
        select a.id, a.position
        from articles a
        where a.project_id = $1 and $5 and a.group_id is not distinct from
            case when $3 then $4 else (select o.group_id from articles o where o.project_id = $1 and o.id = $2) end
        order by a.position, a.id
        """;

    public async Task<Result<PatchArticleResponse>> Handle(PatchArticleCommand request, CancellationToken cancellationToken)
    {
        var (project, id, title) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Title.Value?.Trim());
        Guid? wanted = request.GroupId.Value is null ? null : ResourceId.Of(request.GroupId.Value);
        var read = new SqlRead();
        var found = Article.Read(read, project, id);
        var group = read.One<Guid?>(ArticleGroup.Find, project, wanted);
        var siblings = read.List<Placed>(
            Siblings,
            project,
            id,
            request.GroupId.IsSet,
            wanted,
            request.Position is not null || request.GroupId.IsSet
        );
        var taken = ArticleSlugs.Read(read, project, title, request.Slug.Value);
        await database.ReadAsync(read);
        if (found.Value is not { } article)
            return Problem.NotFound("article");

        if (wanted != group.Value)
            return ArticleRules.NoSuchGroup;

        var now = time.UtcNow();
        var before = article.Named(request.Locale, call.Project.DefaultLocale);
        var locale = before?.Locale ?? Locale.Normalize(request.Locale!);
        var speaksOfText = request.Title.IsSet || request.Content.IsSet || request.Slug.IsSet;
        if (before is null && title is null)
            return Problem.Invalid("title", $"The article is not written in {locale} yet: send a title.");

        if (before is null && article.Translations.Count >= ArticleRules.MaxLocales)
            return new Problem(ArticleRules.TooMany, $"An article may have at most {ArticleRules.MaxLocales} languages.");

        if (request.Slug.Value is { } chosen && ArticleSlugs.IsTaken(chosen, locale, taken.Value, before))
            return ArticleRules.SlugIsTaken;

        var after = Edit(request, before, locale, title, taken.Value, now);
        if (request.Slug is { IsSet: true, Value: null } && title is null && before is { SlugChosen: true })
            return Problem.Invalid("slug", "Send the title as well: the slug is made from it.");

        var groupId = request.GroupId.IsSet ? group.Value : article.Row.GroupId;
        var isElsewhere = groupId != article.Row.GroupId;
        var (moved, position) =
            request.Position is { } place || isElsewhere
                ? Placement.Move(siblings.Value, id, request.Position ?? siblings.Value.Count)
                : ((IReadOnlyList<Placed>)[], (int?)null);
        var isWritten = speaksOfText && (before is null || after != before with { UpdatedAt = now });
        if (!isWritten && !isElsewhere && position is null)
        {
            outcome.Wrote(id, article.Row.Version, article.Row.Version);
            return new PatchArticleResponse(article.ToAnswer(before!));
        }

        var write = new SqlBatch();
        ArticleWrites.Save(write, call.ProjectId, article.Row, groupId, position, now);
        ArticleWrites.Move(write, call.ProjectId, moved);
        if (isWritten)
            ArticleWrites.Write(write, call.ProjectId, id, before, after);

        database.Enlist(write);
        var shown = isWritten ? after : before!;
        var row = article.Row with { GroupId = groupId, UpdatedAt = now, Version = article.Row.Version + 1 };
        IReadOnlyList<Translation> translations = before is null
            ? [.. article.Translations, after]
            : [.. article.Translations.Select(t => t.Id == shown.Id ? shown : t)];
        outcome.Wrote(id, article.Row.Version, row.Version);
        return new PatchArticleResponse(new Article(row, translations).ToAnswer(shown));
    }

    private static Translation Edit(
        PatchArticleCommand request,
        Translation? before,
        string locale,
        string? title,
        IReadOnlyList<TakenSlug> taken,
        DateTime now
    )
    {
        var isChosen = request.Slug.IsSet ? request.Slug.Value is not null : before?.SlugChosen ?? false;
        var slug = request.Slug.Value ?? (title is not null && !isChosen ? ArticleSlugs.Make(title, locale, taken, before) : before!.Slug);
        return before is null
            ? new Translation(Ids.New(), locale, title!, request.Content.Value ?? "", slug, isChosen, null, null, null, null, now, now)
            : before with
            {
                Title = title ?? before.Title,
                Content = request.Content.IsSet ? request.Content.Value ?? "" : before.Content,
                Slug = slug,
                SlugChosen = isChosen,
                UpdatedAt = now,
            };
    }
}
