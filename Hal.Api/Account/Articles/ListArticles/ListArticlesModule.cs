using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Articles.ListArticles;

public sealed class ListArticlesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListArticlesQuery, ListArticlesResponse>("articles")
            .WithTags("Knowledge base")
            .WithSummary("List articles")
            .WithDescription(
                "Newest first; those of one group in their order there. Without the content, and with what readers think of each."
            );
}
