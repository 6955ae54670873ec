using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.PatchArticleGroup;

public sealed class PatchArticleGroupHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchArticleGroupCommand, Result<PatchArticleGroupResponse>>
{
    private const string Update = """
        with written as (
            update article_groups
            set names = $3, position = $4, updated_at = $5, version = version + 1
            where project_id = $1 and id = $2 and version = $6
            returning 1)
        select assert_unchanged(exists (select from written))
        """;

    public async Task<Result<PatchArticleGroupResponse>> Handle(PatchArticleGroupCommand request, CancellationToken cancellationToken)
    {
        var locale = call.Project.DefaultLocale;
        var groups = await database.ReadListAsync<ArticleGroup>(ArticleGroup.All, call.ProjectId.Value);
        if (groups.FirstOrDefault(g => g.Id == ResourceId.Of(request.Id)) is not { } before)
            return Problem.NotFound("group of articles");

        var names = GroupNames.Merge(before.Names, request.Name, request.Names, locale);
        if (!names.EnumerateObject().Any())
            return Problem.Invalid("names", "A group must have a name in at least one language.");

        if (names.EnumerateObject().Count() > ArticleRules.MaxLocales)
            return Problem.Invalid("names", $"A group may have names in at most {ArticleRules.MaxLocales} languages.");

        var (moved, position) = request.Position is { } wanted
            ? Placement.Move(groups.Select(g => new Placed(g.Id, g.Position)), before.Id, wanted)
            : ([], before.Position);
        var now = time.UtcNow();
        var after = before with { Names = names, Position = position, UpdatedAt = now };
        var batch = new SqlBatch().Add(Update, call.ProjectId.Value, after.Id, after.Names, after.Position, now, before.Version);
        ArticleGroup.Move(batch, call.ProjectId, moved);

        database.Enlist(batch);
        outcome.Wrote(after.Id);
        return new PatchArticleGroupResponse(after.ToAnswer(locale));
    }
}
