using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.ListArticleGroups;

public sealed class ListArticleGroupsHandler(AccountCall call, Database database)
    : IRequestHandler<ListArticleGroupsQuery, Result<ListArticleGroupsResponse>>
{
    public async Task<Result<ListArticleGroupsResponse>> Handle(ListArticleGroupsQuery request, CancellationToken cancellationToken)
    {
        var groups = await database.ReadListAsync<ArticleGroup>(ArticleGroup.All, call.ProjectId.Value);
        return new ListArticleGroupsResponse([.. groups.Select(g => g.ToAnswer(call.Project.DefaultLocale))], null);
    }
}
