using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.CreateArticleGroup;

public sealed class CreateArticleGroupHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateArticleGroupCommand, Result<CreateArticleGroupResponse>>
{
    private const string Insert = """
        insert into article_groups (project_id, id, names, position, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
        """;

    public async Task<Result<CreateArticleGroupResponse>> Handle(CreateArticleGroupCommand request, CancellationToken cancellationToken)
    {
        var locale = call.Project.DefaultLocale;
        var groups = await database.ReadListAsync<ArticleGroup>(ArticleGroup.All, call.ProjectId.Value);
        if (groups.Count >= ArticleRules.MaxGroups)
            return new Problem(ArticleRules.TooMany, $"A project may have at most {ArticleRules.MaxGroups} groups of articles.");

        var now = time.UtcNow();
        var id = Ids.New();
        var (moved, position) = Placement.Move(groups.Select(g => new Placed(g.Id, g.Position)), id, request.Position ?? groups.Count);
        var group = new ArticleGroup(id, GroupNames.Merge(null, request.Name, request.Names, locale), position, 1, now, now, 0);
        var batch = new SqlBatch().Add(Insert, call.ProjectId.Value, group.Id, group.Names, group.Position, now);
        ArticleGroup.Move(batch, call.ProjectId, moved);

        database.Enlist(batch);
        outcome.Wrote(group.Id);
        return new CreateArticleGroupResponse(group.ToAnswer(locale));
    }
}
