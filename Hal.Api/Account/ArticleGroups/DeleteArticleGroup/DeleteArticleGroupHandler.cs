using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.DeleteArticleGroup;

public sealed class DeleteArticleGroupHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<DeleteArticleGroupCommand, Result<Nothing>>
{
    // Not left to the foreign key, because the articles' versions change too.
    private const string Ungroup =
        "update articles set group_id = null, version = version + 1, updated_at = $3 where project_id = $1 and group_id = $2";

    private const string Delete = """
        with gone as (delete from article_groups where project_id = $1 and id = $2 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    public async Task<Result<Nothing>> Handle(DeleteArticleGroupCommand request, CancellationToken cancellationToken)
    {
        var id = ResourceId.Of(request.Id);
        if (await database.ReadOneAsync<Guid?>(ArticleGroup.Find, call.ProjectId.Value, id) is null)
            return Problem.NotFound("group of articles");

        database.Enlist(new SqlBatch().Add(Ungroup, call.ProjectId.Value, id, time.UtcNow()).Add(Delete, call.ProjectId.Value, id));
        outcome.Wrote(id);
        return Nothing.Value;
    }
}
