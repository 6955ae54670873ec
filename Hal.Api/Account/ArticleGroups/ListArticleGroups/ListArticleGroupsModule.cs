using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.ArticleGroups.ListArticleGroups;

public sealed class ListArticleGroupsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListArticleGroupsQuery, ListArticleGroupsResponse>("article-groups")
            .WithTags("Knowledge base")
            .WithSummary("List the groups of articles")
            .WithDescription("In their order, all on one page.");
}
